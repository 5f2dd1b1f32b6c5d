import { computed, nextTick, ref, watch, type Ref } from 'vue';
import { readNow } from '../alerts/alerts';
import { usePolled } from '../http/polled';
import { useKeys } from './useKeys';

/** One thing of which a page is: read again while the page is shown; null until it is read, and `shown` null where there is none. */
export function useItem<T>(id: () => string, read: (id: string) => Promise<T | null>) {
  const { value, failed, barred, refresh } = usePolled(
    async () => {
      const of = id();
      const [shown, now] = await Promise.all([read(of), readNow()]);
      return { of, shown, now };
    },
    (answer) => (answer ? 15_000 : 5_000),
  );
  watch(id, () => void refresh());
  const found = computed(() => (value.value?.of === id() ? value.value : null));
  return { found, failed, barred, refresh };
}

interface Deeds<D extends string> {
  /** What is open now. */
  offered: () => readonly D[];
  keyOf: Readonly<Record<D, string>>;
  refresh: () => Promise<unknown>;
  /** What stands around the buttons. */
  head: () => HTMLElement | null | undefined;
}

/** What is done about it, each in a dialog that a button or its key opens; afterwards the keyboard is where it was. */
export function useDeeds<D extends string, More extends string = never>({ offered, keyOf, refresh, head }: Deeds<D>) {
  const deed = ref<D | More | null>(null) as Ref<D | More | null>;
  const said = ref('');
  let opener: Element | null = null;

  function open(what: D | More): void {
    opener = document.activeElement;
    [said.value, deed.value] = ['', what];
  }
  const begin = (what: D) => {
    if (offered().includes(what)) open(what);
  };

  /** Where the keyboard was; what began it may be gone. */
  async function back(): Promise<void> {
    deed.value = null;
    await nextTick();
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    (isThere ? (opener as HTMLElement) : head()?.querySelector('button'))?.focus();
  }

  async function finish(words: string): Promise<void> {
    await refresh();
    await nextTick();
    said.value = words;
    await back();
  }

  const keysOf = (act: (what: D) => unknown) =>
    useKeys({
      act: Object.fromEntries(
        (Object.keys(keyOf) as D[]).map((one) => [keyOf[one].toLowerCase(), () => void act(one)]),
      ),
    });
  return { deed, said, open, begin, back, finish, keysOf };
}
