import { expect, it } from 'vitest';
import { rectificationsOf, stagesAfter, toReportOf } from './reports';
import { head, item, unregistered, work } from './samples';

it('asks for what the next step waits for and was not heard of this week, earliest due first', () => {
  const later = { id: '2013-12-31-completed', label: '全部', due: '2013-12-31' };
  const missed = { id: '2013-10-31-completed', label: '第二批', due: '2013-10-31' };
  const found = toReportOf(
    work({
      owed: [item({ id: 'late', step: missed, heard: '2013-10-20' })],
      due: [
        item({ id: 'next' }),
        item({ id: 'told', heard: '2013-11-11' }),
        item({ id: 'later', step: later }),
        item({ id: 'back', standing: 'returned' }),
        unregistered,
      ],
      returned: [item({ id: 'back', standing: 'returned' })],
    }),
  );
  expect(found.map(({ item: { id }, due, silent }) => [id, due, silent])).toEqual([
    ['late', '2013-10-31', 23],
    [null, '2013-11-30', null],
    ['next', '2013-11-30', 8],
  ]);
});

it('asks for evidence of what is built and shown by nobody', () => {
  const found = toReportOf(
    work({
      waiting: [
        item({ id: 'built', stage: 'completed', step: null }),
        item({ id: 'shown', stage: 'completed', step: null }),
        item({ id: 'filed', stage: 'filed', step: null }),
      ],
      checks: [head({ facility: 'shown' })],
    }),
  );
  expect(found.map(({ item: { id }, asks }) => [id, asks])).toEqual([['built', 'evidence']]);
});

it('offers only stages that are still to come', () => {
  expect(stagesAfter('planned')).toEqual(['prepared', 'delivered', 'completed']);
  expect(stagesAfter('delivered')).toEqual(['completed']);
  expect(stagesAfter('completed')).toEqual([]);
});

it('puts right the earliest date first, and what has none last', () => {
  const back = [item({ id: 'a' }), item({ id: 'b', until: '2013-11-20' }), item({ id: 'c', until: '2013-11-11' })];
  expect(rectificationsOf(back).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
