import { expect, it } from 'vitest';
import { checklist } from '../acceptance/samples';
import { differences } from './differences';
import { draftOf, moved, newItem, sumOf } from './standards';

it('a draft has whole units, and the sum of its weights', () => {
  const draft = draftOf(checklist);
  expect([draft.items[0]?.bound, draft.items[1]?.bound, draft.passMark]).toEqual([100, '', 90]);
  expect(sumOf(draft)).toBe(100);
  const added = newItem(draft.items);
  expect(draft.items.some(({ id }) => id === added.id)).toBe(false);
  expect(moved(draft.items, 1, -1).map(({ id }) => id)).toEqual(['sign', 'area']);
  expect(moved(draft.items, 0, -1).map(({ id }) => id)).toEqual(['area', 'sign']);
});

it('says item by item what a version changed', () => {
  const [area, sign] = checklist.items;
  if (!area || !sign) return expect.fail('no items');
  const light = { ...area, weight: 50 };
  const lamp = { ...sign, id: 'lamp', text: '照明', weight: 50 };
  const { passMark, ...unmarked } = checklist;
  expect(passMark).toBe(90);
  expect(differences(checklist, { ...unmarked, items: [light, lamp] })).toEqual([
    { what: 'changed', item: light, before: area },
    { what: 'added', item: lamp },
    { what: 'removed', item: sign },
    { what: 'passMark', before: 90, now: null },
  ]);
  expect(differences(checklist, { ...checklist, survey: { ...checklist.survey, size: 9 } })).toEqual([
    { what: 'survey' },
  ]);
  expect(differences(checklist, checklist)).toEqual([]);
});
