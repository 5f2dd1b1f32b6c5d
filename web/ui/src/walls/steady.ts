import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Clock } from './clock';

/** Nobody reads what moves inside five seconds. */
export const steadyFor = 5_000;

/** A value that changes at most every five seconds: the first change at once, then the newest when the time is over. */
export function useSteady<T>(source: Ref<T>, clock: Clock): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source.value) as ShallowRef<T>;
  let changedAt = -Infinity;
  let timer: number | undefined;

  const show = () => {
    clock.cancel(timer);
    timer = undefined;
    if (Object.is(shown.value, source.value)) return;
    const wait = changedAt + steadyFor - clock.now();
    if (wait > 0) {
      timer = clock.after(wait, show);
      return;
    }
    changedAt = clock.now();
    shown.value = source.value;
  };
  watch(source, () => {
    if (timer === undefined) show();
  });
  onScopeDispose(() => clock.cancel(timer));
  return shown;
}
