import { describe, expect, it } from 'vitest';
import { fitChips } from './chipRoom';
import type { Headline, PlaceCell, PlaceRing, Status } from './frame';
import { countLines, groupPlaces, isUnconfirmed, owedStatus, worstFirst } from './standing';

const place = (id: string, status: Status, rank: number | null = null) => ({ id, status, rank }) as PlaceCell;
const headline = (owed: number, lines: Partial<Headline['lines']>): Headline =>
  ({
    owed,
    lines: { missed: 0, behind: 0, atRisk: 0, onTrack: 0, noData: 0, unconfirmed: 0, nothingDue: 0, ...lines },
  }) as Headline;

describe('rows', () => {
  it('put red before what is only forecast, by rank', () => {
    const all = [
      place('risk', 'atRisk', 1),
      place('fine', 'onTrack', 2),
      place('second', 'behind', 2),
      place('first', 'missed', 1),
      place('mute', 'noData'),
      place('out', 'nothingDue'),
      place('open', 'baselineUnconfirmed'),
    ];
    expect(worstFirst(all).map((one) => one.id)).toEqual(['first', 'second', 'risk', 'mute']);
  });

  it('sum up the other places, where at risk is not behind', () => {
    const groups = groupPlaces([
      place('a', 'onTrack'),
      place('b', 'atRisk'),
      place('c', 'missed'),
      place('d', 'nothingDue'),
    ]);
    expect(groups.map(({ status, members }) => [status, members.length])).toEqual([
      ['behind', 1],
      ['onTrack', 2],
      ['nothingDue', 1],
    ]);
  });

  it('count at most four kinds of lines', () => {
    const told = (lines: Partial<Headline['lines']>) =>
      countLines(headline(1, lines)).map(({ status, count }) => `${status} ${count}`);
    expect(told({ nothingDue: 1, missed: 2, onTrack: 3 })).toEqual([
      'missed 2',
      'behind 0',
      'onTrack 3',
      'nothingDue 1',
    ]);
    expect(told({ unconfirmed: 24 })).toEqual(['baselineUnconfirmed 24']);
  });
});

describe('the headline', () => {
  it('judges nothing while every baseline is unconfirmed', () => {
    expect(isUnconfirmed(headline(0, { unconfirmed: 24 }))).toBe(true);
    expect(isUnconfirmed(headline(0, { unconfirmed: 23, nothingDue: 1 }))).toBe(false);
    expect(owedStatus(headline(0, { unconfirmed: 24 }))).toBe('baselineUnconfirmed');
  });

  it('is red only for what is owed', () => {
    expect(owedStatus(headline(0, { atRisk: 4 }))).toBe('onTrack');
    expect(owedStatus(headline(3, { behind: 1, missed: 1 }))).toBe('behind');
    expect(owedStatus(headline(3, { missed: 1 }))).toBe('missed');
  });
});

describe('chips', () => {
  const ring = (name: string, owed: number) => ({ ring: name, status: 'behind', owed }) as PlaceRing;
  const rings = [ring('government', 1), ring('health', 12), ring('security', 4)];
  const names = (room: number) => fitChips(rings, room, { words: 6, digit: 1 }).map((one) => one.ring);

  it('are all shown where they fit', () => {
    expect(names(22)).toEqual(['government', 'health', 'security']);
  });

  it('are the worst in the document’s order where they do not, with room for the rest in one', () => {
    expect(names(21.9)).toEqual(['health']);
    expect(fitChips([...rings].reverse(), 22.5, { words: 6, digit: 1 })).toHaveLength(3);
    expect(names(3)).toEqual([]);
  });
});
