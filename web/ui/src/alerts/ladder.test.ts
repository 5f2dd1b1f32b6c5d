import { expect, it } from 'vitest';
import { heldBy, ladderOf } from './ladder';
import { alert, facts, promise } from './samples';

const at = (day: string) => `2013-11-${day}T01:00:00Z`;

it('goes from the unit’s own rung to the district, with the next and what is further up', () => {
  expect(ladderOf(alert())).toEqual([
    { rung: 'street', is: 'fired', at: at('01') },
    { rung: 'leadUnit', is: 'next', at: at('14') },
    { rung: 'district', is: 'later', at: null },
  ]);
});

it('has nothing above the district', () => {
  const fired = [
    { rung: 'leadUnit' as const, at: at('01') },
    { rung: 'district' as const, at: at('11') },
  ];
  const last = alert({ fired });
  delete last.next;
  expect(ladderOf(last).map(({ rung, is }) => `${rung} ${is}`)).toEqual(['leadUnit fired', 'district fired']);
});

it('a forecast stays inside the street, and a copy within its unit', () => {
  const community = { fired: [{ rung: 'community' as const, at: at('01') }] };
  const next = { rung: 'street' as const, at: at('05') };
  expect(ladderOf(alert({ ...community, next, facts: facts({ level: 'forecast' }) })).map(({ rung }) => rung)).toEqual([
    'community',
    'street',
  ]);
  expect(ladderOf(alert({ ...community, heldBack: true })).map(({ rung }) => rung)).toEqual(['community']);
});

it('is empty once the episode is over', () => {
  expect(ladderOf(alert({ fired: [] }))).toEqual([]);
});

it('waits while it is promised, silenced or met', () => {
  expect(heldBy(alert())).toBeNull();
  expect(heldBy(alert({ promise }))).toBe('promise');
  expect(heldBy(alert({ promise, silence: { until: '2013-11-20', reason: '停工', version: 3 } }))).toBe('silence');
  expect(heldBy(alert({ promise, settlesAt: at('13') }))).toBe('met');
});
