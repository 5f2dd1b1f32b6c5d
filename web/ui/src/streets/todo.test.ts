import { expect, it } from 'vitest';
import { listed, promise } from '../alerts/samples';
import { order, work } from './samples';
import { todoOf } from './todo';

it('tells what is to be answered, promised, signed for and replied to, earliest first', () => {
  const found = todoOf(
    work({
      alerts: [
        listed({ id: 'a' }),
        listed({ id: 'b' }),
        listed({ id: 'c', promise: { ...promise, on: '2013-11-14', plan: '月底前配齐' } }),
        listed({ id: 'd', promise: { ...promise, holdsUntil: '2013-11-13T01:00:00Z' } }),
        listed({ id: 'e', promise: { ...promise, on: '2013-12-20', plan: '年底前' } }),
        listed({ id: 'f', settlesAt: '2013-11-15T01:00:00Z' }),
      ],
      orders: [
        order(),
        order({ stage: 'underway', order: { ...order().order, id: 'late', deadline: '2013-11-11' } }),
        order({ stage: 'replied' }),
      ],
    }),
    's1',
    4,
  );
  expect(found.map(({ duty, n, on }) => [duty, n, on])).toEqual([
    ['reply', 1, '2013-11-11'],
    ['plan', 1, '2013-11-13'],
    ['sign', 1, '2013-11-13'],
    ['acknowledge', 2, '2013-11-14'],
    ['keep', 1, '2013-11-14'],
    ['report', 4, '2013-11-17'],
  ]);
});

it('has nothing to say of a street that owes nobody an answer', () => {
  expect(todoOf(work(), 's1', 0)).toEqual([]);
});
