import { nextTick, ref, shallowRef } from 'vue';
import { acknowledge, type Alert, type Promised } from './alerts';
import { useAlertWords } from './alertWords';
import { deedsOf, type AnyDeed, type Deed } from './deeds';
import { may, type Desk } from './desk';
import type { useSelection } from './useSelection';

/** What the page lends: the alert that is read, the rows that are selected, and how all of it is brought up to date. */
interface Page {
  desk: () => Desk | null;
  alert: () => Alert | null;
  selection: Pick<ReturnType<typeof useSelection>, 'selected' | 'alerts' | 'start' | 'isRunning'>;
  refresh: () => Promise<unknown>;
  /** Puts the keyboard where it was. */
  focus: () => void;
}

/** What is done about alerts, each in a dialog, and what is said when it is done. */
export function useDeeds({ desk, alert, selection, refresh, focus }: Page) {
  const { t, words, whole } = useAlertWords(() => desk() ?? { today: '', places: [], lines: [] });
  const said = ref('');
  const deed = ref<Deed | null>(null);
  /** Of a promise the alerts that it is of. */
  const promising = shallowRef<Alert[]>([]);

  function isOffered(what: AnyDeed): boolean {
    const now = alert();
    return now !== null && deedsOf(now, may).includes(what);
  }

  /** About the one that is read, whatever is selected. */
  function only(what: AnyDeed): void {
    const now = alert();
    if (!now || !isOffered(what)) return;
    if (what === 'acknowledge') promising.value = [now];
    else deed.value = what;
  }

  /** By its key: about all that are selected, where that can be. */
  function begin(what: AnyDeed): void {
    const several = what === 'acknowledge' && may('answer') ? selection.alerts() : [];
    if (several.length === 0) only(what);
    else if (!selection.isRunning()) promising.value = several;
  }

  async function send(promise: Promised): Promise<void> {
    const [first, ...others] = promising.value;
    if (first && others.length === 0) await acknowledge(first.id, promise);
    else selection.start(promise);
  }

  async function back(): Promise<void> {
    [deed.value, promising.value] = [null, []];
    await nextTick();
    focus();
  }

  async function finish(sentence: string): Promise<void> {
    said.value = sentence;
    [deed.value, promising.value] = [null, []];
    await refresh();
    await back();
  }

  function onPromised({ on }: Promised): Promise<void> {
    const [one, ...others] = promising.value;
    if (!one || others.length > 0) return finish('');
    selection.selected.delete(one.id);
    return finish(t('alerts.done.acknowledge', { name: whole(one), date: words().day(on) }));
  }

  return { said, deed, promising, begin, only, send, finish, onPromised, back };
}
