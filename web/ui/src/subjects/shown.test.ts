import { effectScope } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useShown } from './shown';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-29T02:00:00Z') }));
afterEach(() => void vi.useRealTimers());

it('shows for a minute, counts down, and then holds nothing', () => {
  const scope = effectScope();
  const shown = scope.run(useShown) ?? expect.fail();
  expect([shown.data.value, shown.isOver.value]).toEqual([null, false]);
  shown.show({ phone: '13800138001' });
  expect([shown.data.value?.phone, shown.left.value]).toEqual(['13800138001', 60]);
  vi.advanceTimersByTime(59_000);
  expect([shown.data.value?.phone, shown.left.value]).toEqual(['13800138001', 1]);
  vi.advanceTimersByTime(1_000);
  expect([shown.data.value, shown.isOver.value]).toEqual([null, true]);
  scope.stop();
});

it('a tab that comes back after the minute does not show it again, though no timer ran', () => {
  const scope = effectScope();
  const shown = scope.run(useShown) ?? expect.fail();
  shown.show({ phone: '13800138001' });
  vi.setSystemTime(Date.parse('2026-11-29T02:05:00Z'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(shown.data.value).toBeNull();
  scope.stop();
});

it('holds nothing once its page is left', () => {
  const scope = effectScope();
  const shown = scope.run(useShown) ?? expect.fail();
  shown.show({ phone: '13800138001' });
  scope.stop();
  expect(shown.data.value).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});
