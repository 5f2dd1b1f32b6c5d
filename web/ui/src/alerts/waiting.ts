import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { session } from '../accounts/session';
import { scopesOf } from '../duties/reach';
import { readPlaces } from '../screens/screens';
import { readWaiting } from './alerts';

/** As the pages read it last, kept from page to page. */
const count = shallowRef<number | null>(null);
const every = 60_000;
let of: string | null = null;
let timer: number | undefined;
let watchers = 0;

/** Of all that one's grants let one read; which of several places lies in which is asked for only then. */
async function readOwn(): Promise<number> {
  const grants = session.value?.grants ?? [];
  return readWaiting(scopesOf(grants, grants.length > 1 ? await readPlaces() : []));
}

async function ask(): Promise<void> {
  window.clearTimeout(timer);
  if (session.value?.permissions.includes('read') && !document.hidden)
    count.value = await readOwn().catch(() => count.value);
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
