import { beforeEach, describe, expect, it } from 'vitest';
import { holdFor, RankingHold } from './ranking';

const order = (ids: string) => [...ids].map((id, index) => ({ id, rank: index + 1 }));
const always = () => true;
const ids = ({ rows }: { rows: { id: string }[] }) => rows.map((row) => row.id).join('');

describe('the hold on a ranking', () => {
  let hold: RankingHold;
  beforeEach(() => {
    hold = new RankingHold(3);
  });

  it('shows the first order at once and no more rows than there is room for', () => {
    expect(hold.next(order('abcd'), always, 0)).toMatchObject({ again: null });
    expect(ids(hold.next(order('abcd'), always, 0))).toBe('abc');
  });

  it('holds rows and their ranks for 30 s, and says when to ask again', () => {
    hold.next(order('abc'), always, 0);
    const held = hold.next(order('cab'), always, 10_000);
    expect(ids(held)).toBe('abc');
    expect(held.rows.map((row) => row.rank)).toEqual([1, 2, 3]);
    expect(held.again).toBe(holdFor - 10_000);
    expect(ids(hold.next(order('cab'), always, holdFor))).toBe('cab');
  });

  it('counts the 30 s from the last new order, not from the last look', () => {
    hold.next(order('abc'), always, 0);
    hold.next(order('bac'), always, holdFor);
    expect(ids(hold.next(order('cab'), always, holdFor + 29_999))).toBe('bac');
    expect(ids(hold.next(order('cab'), always, holdFor + 30_000))).toBe('cab');
  });

  it('lets a row join at the end at once, since it moves nobody', () => {
    hold.next(order('ab'), always, 0);
    expect(ids(hold.next(order('abc'), always, 1_000))).toBe('abc');
  });

  it('drops a row without a cell at once, and keeps one that is merely better', () => {
    hold.next(order('abc'), always, 0);
    expect(ids(hold.next(order('ac'), always, 1_000))).toBe('abc');
    expect(ids(hold.next(order('ac'), (id) => id !== 'b', 2_000))).toBe('ac');
  });

  it('lets a new order in after a release', () => {
    hold.next(order('abc'), always, 0);
    hold.release();
    expect(ids(hold.next(order('cba'), always, 1_000))).toBe('cba');
  });
});
