import { expect, it } from 'vitest';
import { axisOf, drawingOf, readable, wordsOfGap } from './chart';

const trajectory = {
  line: 'governance-station',
  stage: 'accepted' as const,
  from: '2013-09-01',
  to: '2013-12-10',
  plan: [
    { on: '2013-09-11', items: 1 },
    { on: '2013-10-31', items: 2 },
    { on: '2013-11-30', items: 4 },
  ],
  reached: [{ on: '2013-09-11', items: 1 }],
  accepted: [{ on: '2013-09-21', items: 1 }],
};
const box = { width: 100, height: 40 };

it('draws what stands as stairs up to today, and what lacks of the plan', () => {
  const drawing = drawingOf(trajectory, '2013-11-10', null, 1, box);
  expect(drawing.accepted).toBe('M0 40L20 40L20 30L70 30L70 40Z');
  expect(drawing.risers).toBe('M10 40V30M60 30V20M90 20V0');
  expect(drawing.ledges).toBe('M10 30H60M60 20H90M90 0H100');
  expect(drawing.gap).toEqual({ top: 20, bottom: 30, items: 1 });
  expect(drawing.today).toEqual({ x: 70, y: 30 });
  expect(drawing.forecast).toBeNull();
});

it('nothing lacks on the day itself', () => {
  expect(drawingOf(trajectory, '2013-10-31', null, 0, box).gap).toBeNull();
  expect(drawingOf(trajectory, '2013-11-01', null, 1, box).gap?.items).toBe(1);
  // One unit's surplus pays no other's debt: what is owed is told although the sums meet.
  expect(drawingOf(trajectory, '2013-10-31', null, 2, box).gap).toEqual({ top: 30, bottom: 30, items: 2 });
});

it('a forecast lies between its two ends', () => {
  const range = { from: '2013-11-20', to: null };
  expect(drawingOf(trajectory, '2013-11-10', range, 1, box).forecast).toBe('M70 30L80 0H100Z');
});

it('an axis has whole figures and at most five of them', () => {
  expect(axisOf(3)).toEqual([0, 1, 2, 3]);
  expect(axisOf(67)).toEqual([0, 20, 40, 60]);
  expect(axisOf(1)).toEqual([0, 1]);
});

it('words that would stand on each other are left out, the last ones never', () => {
  const ticks = [0, 10, 60].map((x) => ({ x, y: 0, on: '', items: x }));
  expect(readable(ticks, 20).map(({ x }) => x)).toEqual([10, 60]);
});

it('says what lacks beside the bracket, and never on the plan’s ledge', () => {
  expect(wordsOfGap({ top: 40, bottom: 80 }, 100, 340)).toEqual({ x: 109, y: 56, anchor: 'start' });
  expect(wordsOfGap({ top: 40, bottom: 42 }, 100, 340)).toEqual({ x: 109, y: 34, anchor: 'start' });
  expect(wordsOfGap({ top: 40, bottom: 80 }, 330, 340)).toEqual({ x: 326, y: 34, anchor: 'end' });
});
