import { effectScope, nextTick, shallowRef } from 'vue';
import { expect, it } from 'vitest';
import type { Clock } from './clock';
import { useSteady } from './steady';

it('changes at once, then not for five seconds, then to the newest', async () => {
  let now = 0;
  let waiting: { at: number; action: () => void } | undefined;
  const clock: Clock = {
    now: () => now,
    after: (ms, action) => ((waiting = { at: now + ms, action }), 1),
    cancel: () => (waiting = undefined),
  };
  const source = shallowRef('a');
  const scope = effectScope();
  const shown = scope.run(() => useSteady(source, clock));
  const set = async (value: string) => {
    source.value = value;
    await nextTick();
  };

  await set('b');
  expect(shown?.value).toBe('b');
  now = 2_000;
  await set('c');
  now = 3_000;
  await set('d');
  expect([shown?.value, waiting?.at]).toEqual(['b', 5_000]);
  now = 5_000;
  waiting?.action();
  expect(shown?.value).toBe('d');

  await set('e');
  scope.stop();
  expect(waiting).toBeUndefined();
});
