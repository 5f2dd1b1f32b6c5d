import { expect, test } from 'vitest';
import { hoursOf } from './volunteers';

test.each([
  [0, 0],
  [1, 0.1],
  [30, 0.5],
  [59, 1],
  [60, 1],
  [89, 1],
  [90, 2],
  [6_000, 100],
])('%i minutes are %d hours', (minutes, hours) => {
  expect(hoursOf(minutes)).toBe(hours);
});
