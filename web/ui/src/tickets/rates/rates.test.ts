import { expect, it } from 'vitest';
import { groupsOf, monthsOf, rateOf, ratesOf, type UnitRates } from './rates';

const rates: UnitRates = {
  handled: 30,
  contactDue: 24,
  contacted: 23,
  solved: 15,
  unsolved: 5,
  rated: 9,
  satisfied: 9,
  unreachable: 2,
  excluded: 1,
};

it('each rate has its own n', () =>
  expect(ratesOf(rates)).toEqual({
    response: { words: '95.8%', n: 24, isFew: false },
    solution: { words: '75%', n: 20, isFew: false },
    satisfaction: { words: '100%', n: 9, isFew: true },
  }));

it('of nothing there is no rate, and it is not called few', () =>
  expect(rateOf(0, 0)).toEqual({ words: null, n: 0, isFew: false }));

it.each([
  [0, 12, '0%'],
  [1, 3, '33.3%'],
  [1_999, 2_000, '99.9%'],
  [9_999, 10_000, '99.9%'],
  [10_000, 10_000, '100%'],
])('%i of %i are %s: only all are 100%', (part, n, words) => expect(rateOf(part, n).words).toBe(words));

it.each([
  [9, true],
  [10, false],
])('of %i it is few: %s', (n, isFew) => expect(rateOf(1, n).isFew).toBe(isFew));

it('streets stand before lead units, as the server has them; an empty group is left out', () => {
  const lead = { place: 'd', line: 'clinic', rates };
  expect(groupsOf([{ place: 's2', rates }, lead, { place: 's1', rates }])).toEqual([
    {
      kind: 'streets',
      units: [
        { place: 's2', rates },
        { place: 's1', rates },
      ],
    },
    { kind: 'leads', units: [lead] },
  ]);
  expect(groupsOf([lead]).map(({ kind }) => kind)).toEqual(['leads']);
});

it.each([
  ['6', 6],
  ['2', 3],
  [undefined, 3],
  ['12', 12],
])('asked for %s months it shows %i', (asked, months) => expect(monthsOf(asked)).toBe(months));
