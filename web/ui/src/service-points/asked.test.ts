import { describe, expect, it } from 'vitest';
import { askedOf, isNarrowed, queryOf, type Asked } from './asked';

const all: Asked = { place: null, kind: null, state: null, step: null, text: null, due: false };

describe('what a list shows', () => {
  it('stands in the address and comes back from it', () => {
    const asked: Asked = {
      place: 'beilinlu',
      kind: 'laundry',
      state: 'open',
      step: 'filed',
      text: '干洗 &店',
      due: true,
    };
    const address = new URLSearchParams(queryOf(asked)).toString();
    expect(askedOf(Object.fromEntries(new URLSearchParams(address)))).toEqual(asked);
  });

  it('leaves out what is not asked', () => {
    expect(queryOf(all)).toEqual({});
    expect(askedOf({})).toEqual(all);
  });

  it('passes over words that are none', () => {
    expect(askedOf({ state: 'gone', step: '7', text: '  ', due: 'yes', place: ['a', 'b'], kind: null })).toEqual(all);
  });

  it('is narrowed by anything but its place', () => {
    expect(isNarrowed({ ...all, place: 'beilinlu' })).toBe(false);
    expect(isNarrowed({ ...all, due: true })).toBe(true);
    expect(isNarrowed({ ...all, text: '洗' })).toBe(true);
  });
});
