import { expect, it } from 'vitest';
import { byChange, byOwed, change, sumOf } from './meeting';

const line = (id: string, owedThen: number, owedNow: number, daysOverdue = 0) => ({
  line: id,
  owedThen,
  owedNow,
  daysOverdue,
});

it('puts what got worse first, then what is owed for longest', () =>
  expect(
    byChange([line('better', 3, 1), line('same', 2, 2, 12), line('longer', 1, 1, 28), line('worse', 0, 2)]).map(
      ({ line: id }) => id,
    ),
  ).toEqual(['worse', 'longer', 'same', 'better']));

it('says by how much it changed', () => {
  expect(sumOf([line('a', 3, 1), line('b', 0, 4)])).toEqual({ then: 3, now: 5 });
  expect(change({ then: 3, now: 5 })).toBe('+2');
  expect(change({ then: 3, now: 2 })).toBe('−1');
});

it('has whoever owes most first, then the longest overdue, else as they come', () => {
  const page = (street: string, ...lines: ReturnType<typeof line>[]) => ({
    street,
    since: '2013-11-05T16:00:00Z',
    lines,
    orders: [],
    matters: [],
    raised: [],
    ended: [],
    isTruncated: false,
  });
  const pages = [
    page('none'),
    page('little', line('a', 9, 1, 13)),
    page('long', line('a', 0, 1, 45)),
    page('most', line('a', 1, 1, 1), line('b', 0, 1, 2)),
    page('nothing'),
  ];
  expect(byOwed(pages).map(({ street }) => street)).toEqual(['most', 'long', 'little', 'none', 'nothing']);
});
