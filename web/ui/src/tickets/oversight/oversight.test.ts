import { expect, it } from 'vitest';
import type { Item, Ticket } from '../tickets';
import { byAsked, byDue, byReturns, byWork, fixedUnit, sumOf } from './oversight';

const item = (number: string, more: object) =>
  ({
    number,
    ticket: { intake: { id: number }, returns: 0, dues: {}, received: { at: '' }, ...more },
  }) as unknown as Item;
const names = (items: readonly Item[]) => items.map(({ number }) => number).join('');

it('puts the longest late first by whichever clock ran out, and what has none last', () => {
  const items = [
    item('a', { dues: { sign: '2013-11-12T05:00:00Z', finish: '2013-11-20T00:00:00Z' } }),
    item('b', {}),
    item('c', { dues: { finish: '2013-11-11T00:00:00Z' } }),
  ];
  expect(names(byDue(items))).toBe('cab');
  expect(names(items)).toBe('abc');
});

it('puts first what waits longest to be judged', () => {
  const asked = (number: string, at: string) => item(number, { asking: { done: { at } } });
  expect(names(byAsked([asked('a', '2013-11-12T05:00:00Z'), asked('b', '2013-11-12T04:00:00Z')]))).toBe('ba');
});

it('puts the most often returned first, among them the oldest', () => {
  const returned = (number: string, returns: number, at: string) => item(number, { returns, received: { at } });
  const items = [returned('a', 1, '2'), returned('b', 2, '3'), returned('c', 2, '1')];
  expect(names(byReturns(items))).toBe('cba');
});

it('puts whoever did most first', () => {
  const one = (by: string, received: number, calledBack = 0) => {
    return { by, received, atOnce: received, dispatched: 0, calledBack, inHand: 9 };
  };
  expect(byWork([one('a', 3), one('b', 2, 2), one('c', 3)]).map(({ by }) => by)).toEqual(['b', 'a', 'c']);
});

it('sums what waits', () => {
  const waiting = [
    { stage: 'received' as const, count: 3, due: 1 },
    { stage: 'underway' as const, count: 4, due: 2 },
  ];
  expect([sumOf(waiting), sumOf([])]).toEqual([
    { count: 7, due: 3 },
    { count: 0, due: 0 },
  ]);
});

it('fixes the first unit once it was returned often enough', () => {
  const ticket = (returns: number) =>
    ({ returns, dispatches: [{ unit: { place: 's1' } }, { unit: { place: 's2' } }] }) as unknown as Ticket;
  expect([fixedUnit(ticket(1), 2), fixedUnit(ticket(2), 2)]).toEqual([null, { place: 's1' }]);
  expect(fixedUnit({ returns: 2, dispatches: [] }, 2)).toBeNull();
});
