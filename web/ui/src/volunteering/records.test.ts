import { expect, it } from 'vitest';
import type { NewActivity } from './api';
import { lostPhotos, recordsOf, settled } from './records';
import { blob, entry, item, log } from './samples';

const at = (day: string) => ({ start: `2013-11-${day}T09:00:00+08:00`, end: `2013-11-${day}T10:00:00+08:00` });
const two = [
  { sha: 'a', use: 'photo' },
  { sha: 'b', use: 'page' },
] as const;
const none = new Map<string, NewActivity>();
const marks = (records: ReturnType<typeof recordsOf>) => records.map(({ id, mark }) => `${id} ${mark}`);

it('what has to be done comes first, then what is on its way, then the newest', () => {
  const items = [
    item('old', 'approved', at('01')),
    item('new', 'complete', at('11')),
    item('lacks', 'incomplete', { ...at('02'), attachments: [...two] }, false),
    item('back', 'returned', at('03')),
    item('gone', 'superseded', at('12')),
  ];
  const waiting = [entry(log('here', at('04')))];
  expect(marks(recordsOf(items, waiting, none, []))).toEqual([
    'back returned',
    'lacks incomplete',
    'here waiting',
    'new complete',
    'old approved',
  ]);
});

it('photos that are missing are counted, and those of them that are on this phone', () => {
  const items = [item('lacks', 'incomplete', { attachments: [...two] }, false)];
  expect(recordsOf(items, [], none, [])[0]).toMatchObject({ missing: 1, here: 0 });
  expect(recordsOf(items, [], none, [blob('lacks', 'b')])[0]).toMatchObject({ missing: 1, here: 1 });
});

it('a correction that waits here stands for what it mends, until it is refused', () => {
  const items = [item('back', 'returned')];
  const made = log('anew', { corrects: 'back' });
  expect(marks(recordsOf(items, [entry(made)], none, []))).toEqual(['anew waiting']);
  const refused = recordsOf(items, [entry(made, { refused: ['不能重叠'] })], none, []);
  expect(new Set(marks(refused))).toEqual(new Set(['anew refused', 'back returned']));
  expect(refused.find(({ id }) => id === 'anew')?.reasons).toEqual(['不能重叠']);
  expect(marks(recordsOf(items, [], new Map([['anew', made]]), []))).toEqual(['anew complete']);
});

it('what was received stays in sight until the server lists it', () => {
  const made = log('sent', { attachments: [...two] });
  const received = new Map([['sent', made]]);
  expect(marks(recordsOf([], [], received, []))).toEqual(['sent received']);
  expect(marks(recordsOf([item('sent', 'complete')], [], received, []))).toEqual(['sent complete']);
});

it('a phone keeps its photos until the server shows every one', () => {
  const items = [
    item('whole', 'complete', { attachments: [...two] }),
    item('lacks', 'incomplete', { attachments: [...two] }, false),
    item('over', 'withdrawn', { attachments: [...two] }, false),
    item('held', 'returned', { attachments: [...two] }, false),
  ];
  expect([...settled(items)]).toEqual(['whole', 'over']);
});

it('a photo that the server has lost is found on this phone, unless it is on its way', () => {
  const items = [
    item('lacks', 'incomplete', { attachments: [...two] }, false),
    item('held', 'returned', { attachments: [...two] }, false),
  ];
  const had = (subject: string) => ({ ...blob(subject, 'b'), answer: { blob: 'x' } });
  expect(lostPhotos(items, [], [had('lacks'), had('held')])).toMatchObject([
    { activity: 'lacks', claim: { sha: 'b' }, blob: { sha: 'own-b' } },
  ]);
  expect(lostPhotos(items, [], [blob('lacks', 'b')])).toEqual([]);
  expect(lostPhotos(items, [], [{ ...had('lacks'), content: null }])).toEqual([]);
  expect(lostPhotos(items, [entry(log('lacks'), { blobs: ['own-b'] })], [had('lacks')])).toEqual([]);
});

it('what the server heard while its answer was lost is one, and waits', () => {
  expect(marks(recordsOf([item('sent', 'incomplete')], [entry(log('sent'))], none, []))).toEqual(['sent waiting']);
});
