import { expect, it } from 'vitest';
import { changesOf, tell, withFindings } from './history';
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

it('a photo in place of another is told as such, and one after none is not', () => {
  const types = ['photo-shown', 'photo-shown', 'photo-removed', 'photo-shown'];
  const told = tell(types.map((type, n) => entry(n + 1, type, {})));
  expect(told.map(({ what }) => what)).toEqual(['photo-shown', 'photo-removed', 'photo-replaced', 'photo-shown']);
});

it('of the office record it is told which fields were changed', () => {
  const told = tell([
    entry(1, 'recorded', { record: { licences: [], staff: 3 } }),
    entry(2, 'recorded', { record: { licences: [{ name: '营业执照' }], staff: 3, inCharge: 'subject-1' } }),
    entry(3, 'recorded', { record: { licences: [{ name: '营业执照' }], inCharge: 'subject-1' } }),
  ]);
  expect(told.map(({ noted }) => noted)).toEqual([['staff'], ['inCharge', 'licences'], ['staff']]);
});

it('what a phone check found stands on its day, before what was done then', () => {
  const found = { check: 's1-2013q4', quarter: { year: 2013, number: 4 }, isOpen: true };
  const told = withFindings(tell([entry(1, 'found', {}), entry(2, 'corrected', { listing: listing() })]), [
    { ...found, on: '2013-10-09', fields: ['phone'] },
    { ...found, on: '2013-10-08', fields: ['name'], note: '改名了' },
  ]);
  expect(told.map(({ what, data }) => [what, data.fields?.[0]])).toEqual([
    ['found-wrong', 'phone'],
    ['corrected', undefined],
    ['found', undefined],
    ['found-wrong', 'name'],
  ]);
  expect(told.at(-1)?.data.note).toBe('改名了');
});
