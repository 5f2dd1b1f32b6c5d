import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { session } from '../accounts/session';
import { readWaiting } from './alerts';

/** As the pages read it last, kept from page to page. */
const count = shallowRef<number | null>(null);
const every = 60_000;
let of: string | null = null;
let timer: number | undefined;
let watchers = 0;

/** Where one's own alerts are: as far as one grant reaches. */
function own(): { place: string | null; line: string | null } | null {
  const grants = session.value?.grants ?? [];
  const first = grants.find(({ place }) => place === undefined) ?? grants[0];
  return first ? { place: first.place ?? null, line: first.line ?? null } : null;
}

async function ask(): Promise<void> {
  window.clearTimeout(timer);
  const mine = own();
  if (mine && session.value?.permissions.includes('read') && !document.hidden)
    count.value = await readWaiting(mine.place, mine.line).catch(() => count.value);
  window.clearTimeout(timer);
  if (watchers > 0) timer = window.setTimeout(ask, every);
}

/** How many alerts nobody has acknowledged, for the bar on top of every page; null: not known. */
export function useWaiting() {
  watchers++;
  const account = computed(() => session.value?.account ?? null);
  watch(
    account,
    (now) => {
      if (now !== of) [of, count.value] = [now, null];
      if (now) void ask();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    watchers--;
    window.clearTimeout(timer);
  });
  return count;
}

/** The alert desk knows it already. */
export const tellWaiting = (now: number): void => void (count.value = now);
