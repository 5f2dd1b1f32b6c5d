import { expect, it } from 'vitest';
import { bannerOf, sizeOf } from './banner';

const others = { entries: 0, photos: 0 };
const nothing = { entries: 0, photos: 0, refused: [], others };
const some = { entries: 2, photos: 5, refused: [], others };
const theirs = { ...nothing, others: { entries: 1, photos: 0 } };

it('is there only while something waits or there is no network', () => {
  expect(bannerOf(nothing, 'empty', true, false)).toBeNull();
  expect(bannerOf(nothing, 'empty', false, false)).toBe('offline');
  expect(bannerOf(some, { wait: 1 }, false, false)).toBe('offline');
  expect(bannerOf(some, { wait: 1 }, true, false)).toBe('silent');
  expect(bannerOf(some, 'sending', true, false)).toBe('sending');
  expect(bannerOf(nothing, 'empty', true, true)).toBe('done');
});

it('says who has to do something', () => {
  expect(bannerOf(some, 'signedOut', true, false)).toBe('signedOut');
  expect(bannerOf(theirs, 'signedOut', true, false)).toBe('signedOut');
  expect(bannerOf(theirs, 'other', true, false)).toBe('other');
  expect(bannerOf({ ...some, others: theirs.others }, 'other', true, false)).toBe('sending');
  expect(bannerOf({ ...nothing, entries: 1, refused: [1] }, 'refused', true, true)).toBe('refused');
});

it('sizes carry their unit', () => {
  expect([sizeOf(0), sizeOf(1_201), sizeOf(3_100_000)]).toEqual(['0 KB', '2 KB', '3.1 MB']);
});
