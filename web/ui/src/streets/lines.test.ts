import { expect, it } from 'vitest';
import type { Line } from '../http/api';
import { countsOf, ofStatus, rowsOf } from './lines';
import { cell, today, trajectory } from './samples';

const plan = [
  { id: 'governance-station', steps: [{ quotas: [{ kind: 'each', answers: 'street', number: 1 }] }] },
  { id: 'service-station', steps: [{ quotas: [{ kind: 'shareOfCommunities', answers: 'street', number: 50 }] }] },
] as unknown as Line[];

const rows = rowsOf(
  [
    cell(),
    cell({ id: 'police-room', order: 20, status: 'onTrack' }),
    cell({ id: 'service-station', order: 2, ring: 'government', status: 'noData', accepted: 3, waiting: 1 }),
    cell({ id: 'park', order: 12, ring: 'culture', status: 'nothingDue', wanted: 0, accepted: 0, step: null }),
    cell({
      id: 'training',
      order: 10,
      ring: 'culture',
      status: 'baselineUnconfirmed',
      wanted: 0,
      accepted: 0,
      step: null,
    }),
  ],
  (line) => (line === 'governance-station' ? trajectory() : undefined),
  plan,
  9,
  today,
);

it('keeps the order of the document by circle, and leaves out what is not asked here', () => {
  expect(rows.map((row) => [row.cell.id, row.ring])).toEqual([
    ['service-station', 'government'],
    ['training', 'culture'],
    ['governance-station', 'security'],
    ['police-room', null],
  ]);
});

it('draws a bar on the scale of its own last target, with the step in force marked', () => {
  const bar = rows[2]?.bar;
  expect(bar).toEqual({
    accepted: 25,
    reported: 50,
    ticks: [
      { on: '2013-09-30', items: 1, at: 25, isInForce: false },
      { on: '2013-10-31', items: 2, at: 50, isInForce: true },
      { on: '2013-11-30', items: 4, at: 100, isInForce: false },
    ],
  });
  expect([rows[2]?.accepted, rows[2]?.reported]).toEqual([1, 2]);
  expect([rows[0]?.accepted, rows[0]?.reported]).toEqual([3, 1]);
  expect(rows[1]?.bar).toBeNull();
});

it('says on how many communities "each community" rests', () => {
  expect(rows.map(({ roster }) => roster)).toEqual([9, null, null, null]);
});

it('counts by status worst first, and names the circle of a filtered row again', () => {
  expect(countsOf(rows).map(({ status, count }) => `${status} ${count}`)).toEqual([
    'behind 1',
    'noData 1',
    'onTrack 1',
    'baselineUnconfirmed 1',
  ]);
  expect(ofStatus(rows, 'onTrack').map((row) => [row.cell.id, row.ring])).toEqual([['police-room', 'security']]);
});
