import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Silence } from './silence';

let said: (number | null)[];
let silence: Silence;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  silence = new Silence(
    {
      now: () => Date.now(),
      after: (ms, action) => setTimeout(action, ms) as unknown as number,
      cancel: (timer) => clearTimeout(timer),
    },
    (seconds) => said.push(seconds),
  );
});

afterEach(() => {
  silence.stop();
  vi.useRealTimers();
});

it('says nothing while frames come, however many', () => {
  for (let i = 0; i < 1_000; i++) {
    vi.advanceTimersByTime(20);
    silence.heard();
  }
  expect(said).toEqual([]);
  expect(vi.getTimerCount()).toBe(1);
});

it('speaks 6 s after the last frame, and then every second', () => {
  vi.advanceTimersByTime(3_500);
  silence.heard();
  vi.advanceTimersByTime(5_999);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual([6]);
  vi.advanceTimersByTime(2_000);
  expect(said).toEqual([6, 7, 8]);
});

it('is over with the next frame', () => {
  vi.advanceTimersByTime(7_000);
  silence.heard();
  expect(said).toEqual([6, 7, null]);
  vi.advanceTimersByTime(5_999);
  expect(said).toHaveLength(3);
});
