import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { entries } from '../../outbox/outbox';
import { keep, kept } from '../../outbox/kept';
import { who } from '../../outbox/who';
import { businessDate } from '../../time/dates';
import { draftOf, emptyItem, openRound, type ItemDraft, type SiteDraft } from './draft';
import { keepView, readied, readPlanned, readView, type PlannedList } from './planned';
import { resultOf } from './result';
import { useEntering } from './useEntering';

export type SiteState = 'loading' | 'fresh' | 'stale' | 'missing' | 'signedOut';

const pause = 20_000;

/** One inspection on site: what the server said last, what this phone has written since, and how that is entered. */
export function useSite(facility: string) {
  const list = shallowRef<PlannedList | null>(null);
  const planned = computed(() => list.value?.items.find(({ view }) => view.facility === facility) ?? null);
  const state = ref<SiteState>('loading');
  const mine = shallowRef<SiteDraft | null>(null);
  const savedAt = ref<number | null>(null);
  let timer: number | undefined;
  let isOver = false;

  const view = computed(() => planned.value?.view ?? null);
  const round = computed(() => (view.value ? openRound(view.value) : null));
  const draft = computed(() => (round.value ? draftOf(round.value, mine.value) : null));
  const result = computed(() =>
    round.value && draft.value ? resultOf(round.value.inspection.checklist, round.value.survey, draft.value) : null,
  );
  const today = () => businessDate(Date.now() + (list.value?.ahead ?? 0));

  const draftKey = (account = list.value?.account ?? '') => `draft/${account}/${facility}`;

  /** One after the other, as they were said. */
  let turn: Promise<void> = Promise.resolve();
  const belongTo = (next: PlannedList | null) => (turn = turn.then(() => take(next)));

  /** Form, draft and what was entered are an account's: with another one all of it changes at once. */
  async function take(next: PlannedList | null): Promise<void> {
    if (next?.account === list.value?.account) return void (list.value = next);
    await entering.flush();
    const saved = next ? await kept<SiteDraft>(draftKey(next.account)).catch(() => null) : null;
    entering.forget();
    [list.value, mine.value, savedAt.value] = [next, saved?.value ?? null, saved?.at ?? null];
  }

  let reading: Promise<void> | null = null;
  const refresh = () => (reading ??= readAnew().finally(() => (reading = null)));

  async function readAnew(): Promise<void> {
    window.clearTimeout(timer);
    try {
      const next = await readPlanned();
      if (next === null) {
        await belongTo(null);
        return void (state.value = 'signedOut');
      }
      // One that is over is in no list any more; how it ended is shown where it was open.
      if (!next.items.some((one) => one.view.facility === facility)) {
        const ended = await readView(facility);
        const before = list.value?.account === next.account ? planned.value : null;
        if (ended && before) next.items.push({ ...before, view: ended });
      }
      await belongTo(next);
      state.value = planned.value ? 'fresh' : 'missing';
      if (planned.value) await keepView(next.account, planned.value.view).catch(() => undefined);
    } catch {
      state.value = planned.value ? 'stale' : state.value === 'loading' ? 'missing' : state.value;
    } finally {
      if (!isOver) timer = window.setTimeout(() => void refresh(), pause);
    }
  }

  async function open(): Promise<void> {
    await belongTo(await readied().catch(() => null));
    if (planned.value) state.value = 'stale';
    await refresh();
  }

  // Somebody else is signed in by now: nothing of what was readied is theirs.
  watch(who, async (now) => {
    if (!list.value || list.value.account === now) return;
    await belongTo(null);
    state.value = 'loading';
    await reading;
    if (list.value === null) await refresh();
  });

  /** Saved at every change; what is whole is entered a moment later. */
  async function save(change: (mine: SiteDraft) => void): Promise<void> {
    if (!round.value) return;
    const { number } = round.value;
    const none: SiteDraft = { round: number, items: {}, cards: {}, position: null, verdict: null, at: 0 };
    const next = JSON.parse(JSON.stringify(mine.value?.round === number ? mine.value : none)) as SiteDraft;
    change(next);
    next.at = Date.now();
    mine.value = next;
    await keep(draftKey(), next, list.value?.account ?? null);
    if (mine.value === next) savedAt.value = next.at;
  }

  const change = async (item: string, to: Partial<ItemDraft>) => {
    await save((now) => (now.items[item] = { ...(draft.value?.items[item] ?? emptyItem()), ...to }));
    entering.later(item);
  };

  const entering = useEntering({
    facility,
    owner: () => list.value?.account ?? '',
    name: () => view.value?.name ?? '',
    round,
    mine,
    today,
    save,
  });

  /** What of this inspection waits here. */
  const waiting = computed(() =>
    entries.value.filter(({ subject, owner }) => subject === facility && owner === list.value?.account),
  );
  const verdict = computed(() => waiting.value.find(({ slot }) => slot === 'verdict') ?? null);
  watch(
    () => (verdict.value?.refused.length ?? 0) > 0,
    // What was refused is not decided.
    (isRefused) => isRefused && void save((now) => (now.verdict = null)),
  );
  watch(
    () => waiting.value.length,
    (now, before) => now < before && void refresh(),
  );
  onScopeDispose(() => {
    isOver = true;
    window.clearTimeout(timer);
    void entering.flush();
  });
  void open();

  const isDecided = computed(
    () =>
      (round.value?.verdict ?? null) !== null ||
      (draft.value?.verdict !== null && (verdict.value?.refused.length ?? 0) === 0),
  );
  return {
    list,
    planned,
    view,
    round,
    draft,
    result,
    state,
    savedAt,
    waiting,
    isDecided,
    today,
    change,
    save,
    refresh,
    entering,
  };
}
