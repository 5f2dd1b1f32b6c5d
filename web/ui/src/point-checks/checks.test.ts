import { expect, it } from 'vitest';
import { inOrder, nextOf, rateOf, undrawn, type CheckList, type SheetPoint } from './checks';

const counts = (rate?: number) => ({
  drawn: 30,
  right: 0,
  wrong: 0,
  unreachable: 0,
  done: 0,
  ...(rate === undefined ? {} : { rate }),
});

it.each([
  [undefined, null],
  [0, '0%'],
  [500, '50%'],
  [933, '93.3%'],
  [999, '99.9%'],
  [1000, '100%'],
])('a rate of %s is told as %s', (rate, told) => expect(rateOf(counts(rate))).toBe(told));

it('goes to the next that was not called today, round the end, until there is none', () => {
  const point = (number: number, isDone: boolean, on?: string) =>
    ({ checked: { number, isDone, ...(on ? { on } : {}) } }) as SheetPoint;
  const points = [
    point(1, false),
    point(2, true, '2013-11-06'),
    point(3, false, '2013-11-12'),
    point(4, false, '2013-11-11'),
  ];
  expect([0, 1, 2, 4].map((after) => nextOf(points, after, '2013-11-12'))).toEqual([1, 4, 4, 1]);
  expect(nextOf(points.slice(1, 3), 0, '2013-11-12')).toBeNull();
});

it('puts the lowest rate first, what is not drawn last, and knows what can be drawn', () => {
  const [present, before] = [
    { year: 2014, number: 1 },
    { year: 2013, number: 4 },
  ];
  const head = (quarter: typeof present, rate?: number) => ({
    id: 'x',
    quarter,
    population: 9,
    drawnOn: '2014-01-02',
    counts: counts(rate),
  });
  const streets = [
    { street: 'later', checks: [head(before, 500)], points: 9 },
    { street: 'none', checks: [], points: 0 },
    { street: 'begun', checks: [head(present)] },
    { street: 'good', checks: [head(present, 990), head(before)] },
    { street: 'bad', checks: [head(present, 700)] },
    { street: 'gone', checks: [head(before, 900)], points: 0 },
  ];
  const list: CheckList = { present, ends: '2014-03-31', size: 30, totals: [], streets };
  expect(inOrder(list).map(({ street }) => street)).toEqual(['bad', 'good', 'begun', 'later', 'gone']);
  expect(undrawn(list)).toEqual(['later']);
});
