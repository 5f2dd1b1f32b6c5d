import { expect, it } from 'vitest';
import type { Facility, Head } from './acceptance';
import { matching, rowsOf, sorted, toReport, waited, type Row } from './rows';
import { facilityOf, headOf } from './samples';

const ids = (rows: readonly Row[] | null) => rows?.map(({ id }) => id);
const found = <T>(...items: T[]) => ({ items, isTruncated: false });
const lists = (cases: Head[], facilities: Facility[] = [], over: Head[] | null = null) => ({
  cases: found(...cases),
  facilities: found(...facilities),
  over: over && found(...over),
});

it('who waits longest comes first, and who has no day last', () => {
  const of = lists([
    headOf('a', 'plan', '2013-11-08'),
    headOf('b', 'plan', '2013-10-30'),
    headOf('c', 'check', '2013-10-01'),
  ]);
  expect(ids(rowsOf(of, 'plan'))).toEqual(['b', 'a']);
  expect(ids(rowsOf(of, 'check'))).toEqual(['c']);
  expect(ids(sorted(toReport([facilityOf('x', { reached: [] }), facilityOf('y')], []), 'report'))).toEqual(['y', 'x']);
});

it('inspections come by their day, and what is over with the newest first', () => {
  const planned = [
    headOf('a', 'inspect', '2013-11-01', { on: '2013-11-20' }),
    headOf('b', 'inspect', '2013-11-05', { on: '2013-11-14' }),
  ];
  expect(ids(rowsOf(lists(planned), 'inspect'))).toEqual(['b', 'a']);
  const over = [headOf('a', 'nothing', '2013-11-01'), headOf('b', 'nothing', '2013-11-05')];
  expect(ids(rowsOf(lists([], [], over), 'over'))).toEqual(['b', 'a']);
  expect(rowsOf(lists([]), 'over')).toBeNull();
  // What was taken back stands by itself.
  const back = [...over, headOf('c', 'nothing', '2013-11-06', { ended: 'takenBack' })];
  expect(ids(rowsOf(lists([], [], back), 'over'))).toEqual(['b', 'a']);
  expect(ids(rowsOf(lists([], [], back), 'withdrawn'))).toEqual(['c']);
});

it('evidence is still to come of what is neither accepted, suspended nor in a round that is open', () => {
  const all = [
    facilityOf('a'),
    facilityOf('b', { stage: 'accepted' }),
    facilityOf('c', { standing: 'suspended' }),
    facilityOf('d'),
    facilityOf('e', { stage: 'delivered', standing: 'returned', standingSince: '2013-11-03' }),
  ];
  expect(ids(toReport(all, [headOf('d', 'check', '2013-11-08')]))).toEqual(['a', 'e']);
  expect(toReport(all, [])[2]?.since).toBe('2013-11-03');
});

it('counts whole days, and finds by name, place or line', () => {
  const [row] = sorted(toReport([facilityOf('a')], []), 'report');
  if (!row) return expect.fail('no row');
  expect(waited(row, '2013-11-12')).toBe(11);
  expect(waited({ ...row, since: null }, '2013-11-12')).toBeNull();
  expect(ids(matching([row], ' 花园 ', () => '设施 花园路街道'))).toEqual(['a']);
  expect(matching([row], '北林', () => '设施 花园路街道')).toEqual([]);
});
