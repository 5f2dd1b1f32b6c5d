import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { startBatch, type Batch } from '../../alerts/batch';
import type { ActivityItem } from '../../http/api';
import { command, read } from '../../http/request';
import { afterOf, endOf, type PageEnd } from '../api';
import { doubtsOf, isPlain, type Waiting } from './review';

/** Whose records: a place's and all under it, or one team's. */
export interface ReviewOf {
  place?: string;
  team?: string;
}

const pageOf = 20;
/** Records that are read by themselves at once. */
const atOnce = 4;

const path = '/api/v1/activities';
const approve = (id: string, why?: string) =>
  command(`${path}/{id}/approval`, { path: { id }, body: why ? { despiteOverlap: why } : {} });
const giveBack = (id: string, reason: string) => command(`${path}/{id}/return`, { path: { id }, body: { reason } });

/** What waits for a review, longest first: read with its words, chosen where nothing about it asks for a look, and decided together. */
export function useReview(of: () => ReviewOf | null) {
  const waiting = shallowRef<readonly Waiting[]>([]);
  const chosen = shallowRef<ReadonlySet<string>>(new Set());
  const state = ref<'loading' | 'fresh' | 'failed'>('loading');
  const batch = shallowRef<Batch | null>(null);
  const next = shallowRef<PageEnd | null>(null);
  let stopBatch = () => {};
  let turn = 0;

  const ids = computed(() => waiting.value.map(({ item }) => item.activity.log.id));
  const busy = computed(() => batch.value?.is === 'running' || batch.value?.is === 'stopping');

  async function readPage(mine: number): Promise<void> {
    const asked = of();
    if (!asked) return;
    const page = await read(path, {
      query: {
        waiting: true,
        ...asked,
        limit: pageOf,
        ...afterOf(next.value),
      },
    });
    if (mine !== turn) return;
    const known = new Set(ids.value);
    const fresh = page.items.filter(({ activity }) => !known.has(activity.log.id));
    waiting.value = [...waiting.value, ...fresh.map((item) => ({ item, shown: null }))];
    next.value = endOf(page.next);
    state.value = 'fresh';
    await readEach(fresh, mine);
  }

  async function readEach(items: readonly ActivityItem[], mine: number): Promise<void> {
    const rest = [...items];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let item = rest.shift(); item && mine === turn; item = rest.shift()) await readOne(item, mine);
      }),
    );
  }

  async function readOne(item: ActivityItem, mine: number): Promise<void> {
    const { id } = item.activity.log;
    const shown = await read(`${path}/{id}`, { path: { id } }).catch(() => null);
    if (mine !== turn || !shown) return;
    waiting.value = waiting.value.map((one) => (one.item === item ? { item, shown } : one));
    if (isPlain({ item, shown })) chosen.value = new Set([...chosen.value, id]);
  }

  async function begin(): Promise<void> {
    const mine = ++turn;
    [waiting.value, chosen.value, next.value, state.value] = [[], new Set(), null, 'loading'];
    await readPage(mine).catch(() => mine === turn && (state.value = 'failed'));
  }

  const more = () => readPage(turn).catch(() => (state.value = 'failed'));

  function choose(id: string, is: boolean): void {
    const now = new Set(chosen.value);
    if (is) now.add(id);
    else now.delete(id);
    chosen.value = now;
  }

  /** What is done leaves the list; what was refused stays in it, with why. */
  async function decide(some: readonly string[], tell: (id: string) => Promise<unknown>): Promise<void> {
    if (busy.value || some.length === 0) return;
    const started = startBatch(some, tell);
    batch.value = started.batch;
    stopBatch = started.stop;
    await started.whole;
    const done = new Set(started.batch.done);
    waiting.value = waiting.value.filter(({ item }) => !done.has(item.activity.log.id));
    chosen.value = new Set([...chosen.value].filter((id) => !done.has(id)));
  }

  const approveChosen = () =>
    decide(
      ids.value.filter((id) => chosen.value.has(id)),
      (id) => approve(id),
    );
  const approveOne = (id: string, why: string) => decide([id], () => approve(id, why));
  const returnSome = (some: readonly string[], reason: string) => decide(some, (id) => giveBack(id, reason));

  watch(
    () => JSON.stringify(of()),
    () => void begin(),
    { immediate: true },
  );
  onScopeDispose(() => {
    turn++;
    stopBatch();
  });
  return {
    waiting,
    chosen,
    state,
    batch,
    busy,
    hasMore: computed(() => next.value !== null),
    plain: computed(() => waiting.value.filter(isPlain).length),
    doubtful: computed(() => waiting.value.filter((one) => doubtsOf(one).some((doubt) => doubt !== 'unread')).length),
    begin,
    more,
    choose,
    approveChosen,
    approveOne,
    returnSome,
    stop: () => stopBatch(),
    dismiss: () => (batch.value = null),
  };
}

export type Review = ReturnType<typeof useReview>;
