import { effectScope } from 'vue';
import { expect, it, vi } from 'vitest';
import type { Clock } from '../walls/clock';
import { useReturn, wallBehind } from './returning';

it('counts down the last twenty of two minutes, begins anew at a touch, and then leaves', () => {
  let now = 0;
  let waiting: { at: number; action: () => void } | undefined;
  const clock: Clock = {
    now: () => now,
    after: (ms, action) => ((waiting = { at: now + ms, action }), 1),
    cancel: () => (waiting = undefined),
  };
  const passTo = (time: number) => {
    while (waiting && waiting.at <= time) {
      const due = waiting;
      waiting = undefined;
      now = due.at;
      due.action();
    }
    now = time;
  };
  const leave = vi.fn();
  const scope = effectScope();
  const left = scope.run(() => useReturn(leave, clock));

  passTo(99_000);
  expect(left?.value).toBeNull();
  passTo(101_000);
  expect(left?.value).toBe(19);
  dispatchEvent(new Event('pointermove'));
  expect(left?.value).toBeNull();
  passTo(220_000);
  expect([left?.value, leave.mock.calls.length]).toEqual([1, 0]);
  passTo(221_000);
  expect(leave).toHaveBeenCalledOnce();

  scope.stop();
  expect(waiting).toBeUndefined();
});

it('knows the wall behind a walk over several pages, and none behind a desk', () => {
  expect(wallBehind('/')).toBeNull();
  expect(wallBehind('/wallpaper')).toBeNull();
  expect(wallBehind('/evidence/jinshui')).toBeNull();
  expect(wallBehind('/wall/s1?rotate=60')).toBe('/wall/s1?rotate=60');
  expect(wallBehind('/evidence/jinshui?figure=owed')).toBe('/wall/s1?rotate=60');
  expect(wallBehind(null)).toBeNull();
});
