import { expect, it } from 'vitest';
import type { Place } from '../screens/screens';
import { linesAt, reachOf, scopesOf, together } from './reach';

const places: Place[] = [
  { id: 'd', name: 'd', kind: 'district' },
  { id: 's1', name: 's1', kind: 'street', parent: 'd' },
  { id: 's1c1', name: 's1c1', kind: 'community', parent: 's1' },
  { id: 's2', name: 's2', kind: 'street', parent: 'd' },
];
const idsOf = (grants: Parameters<typeof reachOf>[0]) => reachOf(grants, places).places.map(({ id }) => id);

it('a place reaches what is under it, and no limit reaches all', () => {
  expect(idsOf([{}])).toEqual(['d', 's1', 's1c1', 's2']);
  expect(idsOf([{ line: 'clinic' }])).toEqual(['d', 's1', 's1c1', 's2']);
  expect(idsOf([{ place: 's1' }])).toEqual(['s1', 's1c1']);
  expect(idsOf([{ place: 's1c1' }])).toEqual(['s1c1']);
  expect(idsOf([])).toEqual([]);
});

it('the page begins as high as may be', () => {
  expect(reachOf([{}], places).first).toBe('d');
  expect(reachOf([{ place: 's1c1' }, { place: 's2' }], places).first).toBe('s2');
  expect(reachOf([{ place: 's1c1' }], places).first).toBe('s1c1');
  expect(reachOf([], places).first).toBeNull();
});

it('a lead unit reads its lines, unless something else lets it read all', () => {
  expect(linesAt([{ line: 'clinic' }, { line: 'park' }, { line: 'clinic' }], places, 's1')).toEqual(['clinic', 'park']);
  expect(linesAt([{ line: 'clinic' }, { place: 's1' }], places, 's1c1')).toBeNull();
  expect(linesAt([{ line: 'clinic' }, { place: 's1' }], places, 's2')).toEqual(['clinic']);
  expect(linesAt([{ place: 's1' }], places, 's1')).toBeNull();
  expect(linesAt([{ line: 'clinic' }], places, null)).toEqual(['clinic']);
});

it('asks for every grant once, and for no more of it than is asked', () => {
  const whole = { place: null, line: null };
  expect(scopesOf([{}], places)).toEqual([whole]);
  const lines = [{ line: 'clinic' }, { line: 'park' }];
  expect(scopesOf(lines, places)).toEqual([
    { place: null, line: 'clinic' },
    { place: null, line: 'park' },
  ]);
  expect(scopesOf(lines, places, { place: 's1', line: 'park' })).toEqual([{ place: 's1', line: 'park' }]);
  const streets = [{ place: 's1' }, { place: 's2' }, { place: 's1c1' }];
  expect(scopesOf(streets, places).map(({ place }) => place)).toEqual(['s1', 's2']);
  expect(scopesOf(streets, places, { place: 's1c1', line: null })).toEqual([{ place: 's1c1', line: null }]);
  expect(scopesOf([{ place: 's1c1' }], places, { place: 's1', line: null })).toEqual([{ place: 's1c1', line: null }]);
  expect(scopesOf([{ place: 's1c1' }, { place: 's1' }, { line: 'park' }, {}], places)).toEqual([whole]);
});

it('leaves out whoever reads nothing there, and asks as it is where nothing may be read', () => {
  const s1 = { place: 's1', line: null };
  expect(scopesOf([{ role: 'operator' }, { role: 'street', place: 's1' }], places)).toEqual([s1]);
  expect(scopesOf([{ role: 'street', place: 's2' }], places, s1)).toEqual([s1]);
  expect(scopesOf([], places)).toEqual([{ place: null, line: null }]);
});

it('has once what two scopes hold', async () => {
  const answers: Record<string, string[]> = { s1: ['a', 'b'], park: ['b', 'c'] };
  const asked = [
    { place: 's1', line: null },
    { place: null, line: 'park' },
  ];
  expect(
    await together(
      asked,
      ({ place, line }) => Promise.resolve(answers[place ?? line ?? ''] ?? []),
      (one) => one,
    ),
  ).toEqual(['a', 'b', 'c']);
});
