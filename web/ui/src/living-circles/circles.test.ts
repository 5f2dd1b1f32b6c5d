import { describe, expect, it } from 'vitest';
import { rules } from '../service-points/samples';
import { coverageOf, inOrder, type Circle, type ReachState } from './circles';

const circle = (community: string, more: Partial<Circle> = {}, reach: Record<string, ReachState> = {}): Circle => ({
  community,
  neighbours: [],
  stage: 'lacking',
  kinds: Object.entries(reach).map(([kind, state]) => ({
    kind,
    line: 'living-circle',
    present: 0,
    registered: 0,
    inService: 0,
    reach: state,
    oldReach: 'gap',
  })),
  lacking: [],
  ...more,
});

describe('coverage', () => {
  it('counts communities by kind, and those that were never assessed as unknown', () => {
    const rows = coverageOf(
      [circle('a', {}, { laundry: 'covered', clinic: 'gap' }), circle('b', {}, { laundry: 'gap' }), circle('c')],
      rules,
    );
    expect(rows.map(({ kind, covered, gaps, unknown }) => [kind.id, covered, gaps, unknown])).toEqual([
      ['laundry', 1, ['b'], 1],
      ['breakfast', 0, [], 3],
      ['clinic', 0, ['a'], 2],
    ]);
    expect(rows.map(({ must }) => must)).toEqual([true, true, false]);
  });
});

it('what lacks most comes first, and what is complete last', () => {
  const order = inOrder([
    circle('a', { stage: 'complete' }),
    circle('b', { lacking: ['laundry'] }),
    circle('c', { stage: 'unknown' }),
    circle('d', { lacking: ['laundry', 'breakfast'] }),
  ]);
  expect(order.map(({ community }) => community)).toEqual(['d', 'b', 'c', 'a']);
});
