import { expect, test } from 'vitest';
import { contentOf, type TicketsCell } from './tickets';

const cell = (rated: number, satisfied: number): TicketsCell => ({
  today: 0,
  atOnceToday: 0,
  week: 0,
  open: 0,
  overdue: 0,
  substantiated: 0,
  rated,
  satisfied,
});

test.each([
  [0, 0, null],
  [9, 9, null],
  [10, 10, 100],
  [10, 9, 90],
  [201, 200, 99],
  [10, 0, 0],
])('%i rated, %i content: %s', (rated, satisfied, expected) => {
  expect(contentOf(cell(rated, satisfied))).toBe(expected);
});
