import { expect, it } from 'vitest';
import { changesOf, tell } from './history';
import type { Entry } from './points';
import { listing } from './samples';

const entry = (version: number, type: string, data: object): Entry => ({
  version,
  type: `point.${type}`,
  data: data as Entry['data'],
  actor: 'rehearsal:street-beilinlu',
  recordedAt: '2013-10-08T04:34:00Z',
  effectiveAt: '2013-10-08T04:34:00Z',
});

it('a correction tells what stood there before, also after another one', () => {
  const first = listing({ phones: [{ number: '037100001000', type: 'landline' }] });
  const second = { ...first, name: '万家干洗店' };
  const third = { ...second, phones: [], hours: '08:00-20:00' };
  const told = tell([
    entry(1, 'found', { draft: { listing: first } }),
    entry(2, 'corrected', { listing: second }),
    entry(3, 'paused', { reason: '装修' }),
    entry(4, 'corrected', { listing: third }),
  ]);
  expect(told.map(({ version, what }) => [version, what])).toEqual([
    [4, 'corrected'],
    [3, 'paused'],
    [2, 'corrected'],
    [1, 'found'],
  ]);
  expect(told[0]?.changes.map(({ field }) => field)).toEqual(['phones', 'hours']);
  expect(told[0]?.changes[0]?.before?.phones).toEqual(first.phones);
  expect(told[2]?.changes.map(({ field, before, after }) => [field, before?.name, after.name])).toEqual([
    ['name', '万家洗衣点', '万家干洗店'],
  ]);
  expect(told[3]?.changes).toEqual([]);
});

it('what was left out and comes back is a change, and the same is none', () => {
  expect(changesOf(listing(), listing())).toEqual([]);
  expect(changesOf(listing({ stepFree: false }), listing()).map(({ field }) => field)).toEqual(['stepFree']);
});
