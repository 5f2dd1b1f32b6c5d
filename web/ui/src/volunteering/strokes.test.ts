import { expect, it } from 'vitest';
import { leastPoints, mostText, pathOf, pointOf, strokesOf, textOf, type Point } from './strokes';

const line = (n: number, step = 10): Point[] => Array.from({ length: n }, (_, i) => [(i * step) % 1000, (i * 7) % 400]);

it('a point of the pad lies in the box, wherever the finger went', () => {
  expect(pointOf(179, 56, 358, 112)).toEqual([500, 200]);
  expect(pointOf(-5, 999, 358, 112)).toEqual([0, 400]);
});

it('strokes are told as points and lines, and read again', () => {
  const text = textOf([line(6), line(4)]);
  expect(text).toBe('0,0 10,7 20,14 30,21 40,28 50,35;0,0 10,7 20,14 30,21');
  expect(textOf(strokesOf(text ?? ''))).toBe(text);
  expect(pathOf(strokesOf('1,2 3,4;5,6'))).toBe('M1 2L3 4M5 6');
});

it('too little is no signature, and trembling on one spot is little', () => {
  expect(textOf([])).toBeNull();
  expect(textOf([line(leastPoints - 1)])).toBeNull();
  expect(textOf([Array.from({ length: 100 }, (): Point => [500, 200])])).toBeNull();
});

it('a long one is thinned out until there is room for it, and stays one', () => {
  const strokes = Array.from({ length: 12 }, (_, n) => line(300, 3 + n));
  const text = textOf(strokes);
  expect(text?.length).toBeLessThanOrEqual(mostText);
  expect(text?.length).toBeGreaterThan(mostText / 3);
  expect(strokesOf(text ?? '')).toHaveLength(12);
});
