import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { Problem } from './request';

export interface Polled<T> {
  /** The newest answer; it stays when later ones fail. */
  value: ShallowRef<T | null>;
  /** Whether the last attempt failed. */
  failed: ShallowRef<boolean>;
  /** Whether it failed because it is not for whoever is signed in. */
  barred: ShallowRef<boolean>;
  /** Asks at once. */
  refresh(): Promise<void>;
}

/** Asks again and again, one question at a time, and rests while the tab is hidden. */
export function usePolled<T>(ask: () => Promise<T>, pause: (value: T | null) => number): Polled<T> {
  const value = shallowRef<T | null>(null);
  const failed = shallowRef(false);
  const barred = shallowRef(false);
  let timer: number | undefined;
  let turn = 0;

  const refresh = async () => {
    const mine = ++turn;
    window.clearTimeout(timer);
    let refused = false;
    const answer = await ask().then(
      (answered) => ({ answered }),
      (error: unknown) => {
        refused = error instanceof Problem && error.status === 403;
        return null;
      },
    );
    // A question asked later has taken over.
    if (mine !== turn) return;
    failed.value = answer === null;
    barred.value = refused;
    if (answer) value.value = answer.answered;
    if (!document.hidden) timer = window.setTimeout(refresh, pause(answer && answer.answered));
  };

  const onVisibility = () => {
    if (!document.hidden) void refresh();
  };
  document.addEventListener('visibilitychange', onVisibility);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.clearTimeout(timer);
    turn++;
  });
  void refresh();
  return { value, failed, barred, refresh };
}
