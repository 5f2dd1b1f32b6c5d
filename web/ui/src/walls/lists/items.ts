import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Items } from '../../evidence/evidence';
import type { Clock } from '../clock';

/** Between two questions, however much moves; what is listed is never older than this and the answer's own time. */
const restFor = 10_000;

export interface ItemsAnswer {
  /** The newest; it stays when later ones fail. Null before the first. */
  items: ShallowRef<Items | null>;
  /** Since when questions fail, in whole seconds since the last answer; null while they are answered. */
  failing: ShallowRef<number | null>;
}

/**
 * A list that stands behind a figure: asked for at once, and again when `path` or `moved` changes, one question at a time and
 * none more often than every ten seconds. A wall that stands still asks nothing, nor does one that nobody sees; after a
 * restart of the server walls do not all ask at once again.
 */
export function useItems(
  path: Ref<string>,
  moved: Ref<unknown>,
  ask: (path: string) => Promise<Items>,
  clock: Clock,
  random: () => number = Math.random,
): ItemsAnswer {
  const items = shallowRef<Items | null>(null);
  const failing = shallowRef<number | null>(null);
  let answeredAt = clock.now();
  let isAsking = false;
  let isWanted = false;
  let isOver = false;
  let restsUntil = -Infinity;
  let timer: number | undefined;

  const want = () => {
    isWanted = true;
    if (isAsking || timer !== undefined || document.hidden) return;
    const rest = restsUntil - clock.now();
    if (rest <= 0) void tell();
    else
      timer = clock.after(rest, () => {
        timer = undefined;
        void tell();
      });
  };

  const tell = async () => {
    isAsking = true;
    isWanted = false;
    restsUntil = clock.now() + restFor * (1 + random() / 5);
    const answer = await ask(path.value).catch(() => null);
    isAsking = false;
    if (isOver) return;
    if (answer) [items.value, answeredAt] = [answer, clock.now()];
    failing.value = answer ? null : Math.round((clock.now() - answeredAt) / 1000);
    if (isWanted || !answer) want();
  };

  const onVisibility = () => isWanted && want();
  document.addEventListener('visibilitychange', onVisibility);
  watch([path, moved], want);
  onScopeDispose(() => {
    isOver = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clock.cancel(timer);
  });
  want();
  return { items, failing };
}
