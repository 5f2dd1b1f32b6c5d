import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { session } from '../accounts/session';
import { scopesOf, type Scope } from '../duties/reach';
import type { Permission } from '../http/api';
import { readPlaces } from '../screens/screens';

const every = 60_000;

/** How much waits for whoever holds a permission, as the pages read it last, kept from page to page; null: not known. */
export function createWaiting(permission: Permission, read: (scopes: readonly Scope[]) => Promise<number>) {
  const count = shallowRef<number | null>(null);
  let of: string | null = null;
  let timer: number | undefined;
  let watchers = 0;

  /** Of all that one's grants let one read; which of several places lies in which is asked for only then. */
  async function readOwn(): Promise<number> {
    const grants = session.value?.grants ?? [];
    return read(scopesOf(grants, grants.length > 1 ? await readPlaces() : []));
  }

  async function ask(): Promise<void> {
    window.clearTimeout(timer);
    if (session.value?.permissions.includes(permission) && !document.hidden)
      count.value = await readOwn().catch(() => count.value);
    window.clearTimeout(timer);
    if (watchers > 0) timer = window.setTimeout(ask, every);
  }

  /** For the bar on top of every page. */
  function use(): Readonly<Ref<number | null>> {
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

  /** A page that shows it knows it already. */
  const tell = (now: number): void => void (count.value = now);
  return { use, tell };
}
