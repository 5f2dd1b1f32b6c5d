import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Clock } from '../clock';

/** Follows a value, but never changes twice within `every` milliseconds; the newest wins. */
export function useSteady<T>(value: Readonly<Ref<T>>, every: number, clock: Clock): ShallowRef<T> {
  const shown = shallowRef(value.value);
  let changedAt = -Infinity;
  let timer: number | undefined;

  const follow = () => {
    if (shown.value === value.value) return;
    const wait = changedAt + every - clock.now();
    if (wait > 0) {
      timer ??= clock.after(wait, () => {
        timer = undefined;
        follow();
      });
      return;
    }
    shown.value = value.value;
    changedAt = clock.now();
  };

  watch(value, follow);
  onScopeDispose(() => clock.cancel(timer));
  return shown;
}
