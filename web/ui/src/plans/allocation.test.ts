import { expect, it } from 'vitest';
import { changesOf, evenly, isWhole, sharesOf, sumOf, type Allocation } from './allocation';

const streets = ['s1', 's2', 's3'];
const version = (n: number, ...shares: [string, number][]): Allocation => ({
  line: 'room',
  step: 'december',
  version: n,
  shares: shares.map(([street, number]) => ({ street, number })),
  by: 'account:sun',
  at: '2013-11-12T06:32:08Z',
});

it('adds up what is filled in', () => {
  const shares = sharesOf(streets, { shares: [{ street: 's2', number: 9 }] });
  expect(shares).toEqual({ s1: '', s2: 9, s3: '' });
  expect(sumOf(shares)).toBe(9);
  expect([isWhole(shares), isWhole({ s1: 1.5 }), isWhole({ s1: -1 })]).toEqual([true, false, false]);
});

it('gives everybody the same, and what is left over to the first', () => {
  expect(evenly(streets, 19)).toEqual({ s1: 7, s2: 6, s3: 6 });
  expect(sumOf(evenly(streets, 2))).toBe(2);
});

it('says what a version changed over the one before it', () => {
  const all = [version(2, ['s1', 10], ['s3', 9]), version(1, ['s1', 10], ['s2', 9])];
  expect(changesOf(version(1, ['s1', 10]), [])).toEqual([{ street: 's1', before: 0, now: 10 }]);
  expect(changesOf(version(2, ['s1', 10], ['s3', 9]), all)).toEqual([
    { street: 's3', before: 0, now: 9 },
    { street: 's2', before: 9, now: 0 },
  ]);
});
