import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { Clock } from '../walls/clock';

/** A wall that somebody left on this page is a wall again after two minutes without a hand on it. */
const patience = 120_000;
/** So long before it is said, second by second. */
const notice = 20;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let wall: string | null = null;

/**
 * The wall from which somebody came here, over however many pages of evidence; null: from elsewhere, a desk.
 * `back` is where the step before this one was.
 */
export function wallBehind(back: unknown): string | null {
  if (typeof back !== 'string' || !back.startsWith('/evidence/')) wall = null;
  if (typeof back === 'string' && /^\/wall([/?]|$)/.test(back)) wall = back;
  return wall;
}

/** Whole seconds until `leave` is called, in the last twenty; null before. Any touch begins anew. */
export function useReturn(leave: () => void, clock: Clock): Readonly<ShallowRef<number | null>> {
  const left = shallowRef<number | null>(null);
  let timer: number | undefined;

  const wait = (ms: number, seconds: number) => {
    timer = clock.after(ms, () => {
      left.value = seconds;
      if (seconds === 0) leave();
      else wait(1_000, seconds - 1);
    });
  };
  const touch = () => {
    clock.cancel(timer);
    left.value = null;
    wait(patience - notice * 1_000, notice);
  };

  for (const sign of signs) addEventListener(sign, touch, { passive: true });
  onScopeDispose(() => {
    for (const sign of signs) removeEventListener(sign, touch);
    clock.cancel(timer);
  });
  touch();
  return left;
}
