import { describe, expect, it } from 'vitest';
import { byUnit, byUrgency, narrowed } from './ordering';
import { sample } from './samples';

const now = Date.parse('2013-11-20T02:00:00Z');
const soon = sample('soon', { wait: { number: 1, lateFrom: '2013-11-21T01:00:00Z', fired: [] } });
const late = sample('late', { stage: 'underway', wait: { number: 2, lateFrom: '2013-11-19T01:00:00Z', fired: [] } });
const later = sample('later', { wait: { number: 1, lateFrom: '2013-11-20T01:00:00Z', fired: [] } });
const closed = sample('closed', { stage: 'closed', wait: undefined, changedAt: '2013-11-18T01:00:00Z' });
const ids = (orders: readonly { order: { id: string } }[]) => orders.map(({ order }) => order.id);

describe('orders', () => {
  it('stand with whoever is late for longest first, and what has ended last', () =>
    expect(ids(byUrgency([closed, soon, later, late]))).toEqual(['late', 'later', 'soon', 'closed']));

  it('are narrowed to those that are late or at a stage', () => {
    const all = [soon, late, later, closed];
    expect(ids(narrowed(all, 'late', now))).toEqual(['late', 'later']);
    expect(ids(narrowed(all, 'underway', now))).toEqual(['late']);
    expect(narrowed(all, null, now)).toHaveLength(4);
  });

  it('are grouped by unit, whoever is late with most first', () => {
    const other = sample('other', { stage: 'passed', wait: soon.wait }, { place: 's2' });
    const groups = byUnit([other, sample('another', { wait: soon.wait }, { place: 's2' }), late], now);
    expect(groups.map(({ key, late: n }) => [key.trim(), n])).toEqual([
      ['s1', 1],
      ['s2', 0],
    ]);
  });

  it('tell a lead unit from the district and from another', () => {
    const [a, b] = [
      sample('a', {}, { place: 'd', line: 'police-room' }),
      sample('b', {}, { place: 'd', line: 'park' }),
    ];
    expect(byUnit([a, b], now)).toHaveLength(2);
  });
});
