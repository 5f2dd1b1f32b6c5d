import { describe, expect, it } from 'vitest';
import type { Desk } from '../../alerts/desk';
import { hasBelow, mergedOf, unitsOf, type Unit } from './assigned';
import { item } from './samples';

describe('the units that somebody answers for', () => {
  const places = [
    { id: 'd', name: '', kind: 'district' as const },
    { id: 's1', name: '', kind: 'street' as const, parent: 'd' },
    { id: 'c1', name: '', kind: 'community' as const, parent: 's1' },
    { id: 's2', name: '', kind: 'street' as const, parent: 'd' },
  ];
  const desk = (grants: Desk['grants']): Desk => ({
    grants,
    places: [],
    named: places,
    district: 'd',
    home: null,
    lines: [],
    today: '',
  });
  const units = (grants: Desk['grants']) => unitsOf(desk(grants));

  it.each<[string, Desk['grants'], Unit[]]>([
    [
      'several streets',
      [
        { role: 'street', place: 's1' },
        { role: 'street', place: 's2' },
      ],
      [{ place: 's1' }, { place: 's2' }],
    ],
    [
      'several lines',
      [
        { role: 'leadUnit', line: 'a' },
        { role: 'leadUnit', line: 'b' },
      ],
      [
        { place: 'd', line: 'a' },
        { place: 'd', line: 'b' },
      ],
    ],
    [
      'one twice',
      [
        { role: 'community', place: 'c1' },
        { role: 'community', place: 'c1' },
      ],
      [{ place: 'c1' }],
    ],
    ['none: who only reads', [{ role: 'leadership' }, { role: 'inspector', place: 's1' }], []],
  ])('are %s', (_, grants, found) => expect(units(grants)).toEqual(found));

  it('have others under them, which are asked for with them, where places lie there', () => {
    const below = (units: Unit[]) => hasBelow(desk([]), units);
    expect(below([{ place: 's1' }])).toBe(true);
    expect(below([{ place: 's2' }, { place: 'c1' }])).toBe(false);
    expect(below([{ place: 'd', line: 'a' }])).toBe(false);
  });
});

describe('lists of several units are one', () => {
  const at = (id: string, day: number) =>
    item({ received: { by: 'account:operator', at: `2013-11-${String(day).padStart(2, '0')}T01:00:00Z` } }, id);
  const numbers = (...of: Parameters<typeof mergedOf>) => mergedOf(...of).items.map(({ number }) => number);
  const whole = (...items: ReturnType<typeof item>[]) => ({ items, until: null });
  const cut = (...items: ReturnType<typeof item>[]) => ({ items, until: items.at(-1)?.ticket.received.at ?? null });

  it('the newest first, each ticket once', () =>
    expect(numbers([whole(at('c', 12), at('a', 10)), whole(at('b', 11), at('a', 10))], true)).toEqual(['c', 'b', 'a']));

  it('without gaps: what is older than all that was read of another unit waits', () => {
    const read = [cut(at('e', 12), at('d', 11)), whole(at('c', 11), at('b', 10), at('a', 1))];
    expect(numbers(read, true)).toEqual(['e', 'd', 'c']);
    expect(mergedOf(read, true).isCut).toBe(true);
    expect(mergedOf([whole(at('a', 1))], true).isCut).toBe(false);
  });

  it('of open ones none waits, the earliest due first', () =>
    expect(numbers([cut(at('b', 12)), whole(at('a', 1))], false)).toEqual(['a', 'b']));

  it('of nobody nothing', () => expect(mergedOf([], true)).toEqual({ items: [], isCut: false }));
});
