import { expect, it } from 'vitest';
import type { Trajectory } from '../trajectory';
import { curveOf } from './curve';

const trajectory: Trajectory = {
  line: 'l',
  stage: 'completed',
  from: '2013-10-01',
  to: '2013-10-11',
  plan: [
    { on: '2013-10-05', items: 5 },
    { on: '2013-10-11', items: 10 },
  ],
  reached: [{ on: '2013-10-03', items: 4 }],
  accepted: [{ on: '2013-10-04', items: 2 }],
};
const box = { width: 100, height: 10 };

it('draws the plan as stairs and what stands as a line up to today', () => {
  const curve = curveOf(trajectory, '2013-10-06', null, box);

  expect(curve.plan).toBe('M0 10H40V5H100V0H100');
  expect(curve.accepted).toBe('M0 10L30 8L50 8');
  expect(curve.reported).toBe('M0 10L20 6L50 6L50 8L30 8Z');
  expect(curve.today).toEqual({ x: 50, y: 6 });
  expect(curve.forecast).toBeNull();
});

it('draws the forecast from today to the goal, within the box', () => {
  const range = { from: '2013-10-09', to: '2013-12-01' };

  expect(curveOf(trajectory, '2013-10-06', range, box).forecast).toBe('M50 6L80 0H100Z');
  expect(curveOf(trajectory, '2013-10-06', { from: '2013-10-09', to: null }, box).forecast).toBe('M50 6L80 0H100Z');
});

it('draws nothing to come where the goal is reached, and an empty line flat', () => {
  const done = { ...trajectory, reached: [{ on: '2013-10-03', items: 10 }] };
  expect(curveOf(done, '2013-10-06', { from: '2013-10-09', to: null }, box).forecast).toBeNull();

  const nothing = { ...trajectory, plan: [], reached: [], accepted: [] };
  expect(curveOf(nothing, '2013-10-06', null, box).accepted).toBe('M0 10L50 10');
});
