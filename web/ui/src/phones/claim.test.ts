import { beforeEach, expect, it } from 'vitest';
import { claimOf, forgetClaim } from './claim';

beforeEach(() => localStorage.clear());

it('has 256 bits in 43 characters that an address may hold', () => {
  expect(claimOf(localStorage)).toMatch(/^[\w-]{43}$/);
});

it('stays the same until the phone is enrolled, and is another one then', () => {
  const first = claimOf(localStorage);
  expect(claimOf(localStorage)).toBe(first);
  forgetClaim(localStorage);
  expect(claimOf(localStorage)).not.toBe(first);
});

it('is made anew where something else lies in its place', () => {
  localStorage.setItem('circle.claim', 'short');
  expect(claimOf(localStorage)).toHaveLength(43);
});
