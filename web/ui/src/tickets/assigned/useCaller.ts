import { computed, onScopeDispose, shallowRef } from 'vue';
import type { CallerShown } from './assigned';
import { secondsLeft } from './clock';

/** Whoever called, in full until the server's limit, and then no longer held by the page. */
export function useCaller() {
  const caller = shallowRef<CallerShown | null>(null);
  const left = shallowRef(0);
  const wasShown = shallowRef(false);
  let shownAt = 0;
  let timer: number | undefined;

  function hide(): void {
    window.clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    caller.value = null;
  }

  /** By the clock: a hidden tab's timers come late. */
  function look(): void {
    left.value = caller.value ? secondsLeft(Date.parse(caller.value.until), shownAt, Date.now()) : 0;
    if (left.value === 0) hide();
  }

  function show(shown: CallerShown): void {
    window.clearInterval(timer);
    [caller.value, shownAt, wasShown.value] = [shown, Date.now(), true];
    timer = window.setInterval(look, 1_000);
    document.addEventListener('visibilitychange', look);
    look();
  }

  onScopeDispose(hide);
  return { caller: computed(() => caller.value), left, wasShown, show, hide };
}
