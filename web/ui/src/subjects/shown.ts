import { computed, onScopeDispose, shallowRef } from 'vue';
import type { PersonalData } from './subjects';

/** How long somebody's data stands in full, in seconds. */
export const shownFor = 60;

/** What is shown in full for a while, and then no longer held by the page. */
export function useShown<T extends object = PersonalData>() {
  const data = shallowRef<T | null>(null);
  const left = shallowRef(0);
  const isOver = shallowRef(false);
  let ends = 0;
  let timer: number | undefined;

  function mask(): void {
    window.clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    isOver.value = data.value !== null || isOver.value;
    data.value = null;
  }

  /** By the clock: a hidden tab's timers come late, and a page that comes back must not show it again. */
  function look(): void {
    left.value = Math.max(0, Math.ceil((ends - Date.now()) / 1_000));
    if (left.value === 0) mask();
  }

  function show(shown: T, seconds = shownFor): void {
    window.clearInterval(timer);
    [data.value, isOver.value, ends] = [shown, false, Date.now() + seconds * 1_000];
    timer = window.setInterval(look, 1_000);
    document.addEventListener('visibilitychange', look);
    look();
  }

  onScopeDispose(mask);
  return {
    data: computed(() => data.value),
    left: computed(() => left.value),
    isOver: computed(() => isOver.value),
    show,
    mask,
  };
}
