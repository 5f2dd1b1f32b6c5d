import { expect, it } from 'vitest';
import { isLate, type Entry } from './evidence';

const entry = (effectiveAt: string): Entry => ({
  version: 1,
  type: 'facility.completed',
  actor: 'rehearsal:a',
  recordedAt: '2013-11-12T02:00:00Z',
  effectiveAt,
  data: {},
});

it('calls late what was entered more than a day after its day was over', () => {
  expect(isLate(entry('2013-11-11T16:00:00Z'))).toBe(false);
  expect(isLate(entry('2013-11-10T16:00:00Z'))).toBe(false);
  expect(isLate(entry('2013-10-28T16:00:00Z'))).toBe(true);
});
