import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { session } from '../accounts/session';
import { read } from '../http/request';
import { blobs, entries, refresh as refreshOutbox, releaseAll } from '../outbox/outbox';
import { keptUnder, unkeep } from '../outbox/kept';
import { receivedKey } from '../outbox/store';
import { who } from '../outbox/who';
import { uploadsPath, type ActivityItem, type NewActivity } from './api';
import { enterLostPhotos } from './entering';
import { readReadied, recalled, type Readied } from './readied';
import { lostPhotos, recordsOf, settled, type Received } from './records';

export type ReadiedState = 'loading' | 'fresh' | 'stale' | 'failed' | 'signedOut';

/** Where what was saved is kept until the server lists it. */
export const sentKey = (account: string, id = '') => `log-sent/${account}/${id}`;

const monthOf = 30 * 86_400_000;

/** Records that are asked for by themselves each time. */
const atOnce = 8;

/** Teams of whoever holds the phone, and what they did: as the server said last, with what waits here. */
export function useReadied() {
  const readied = shallowRef<Readied | null>(null);
  const state = ref<ReadiedState>('loading');
  const received = shallowRef<Received>(new Map());
  let timer: number | undefined;
  let isOver = false;
  let turn = '';
  let missed: ReadonlySet<string> = new Set();

  const now = () => Date.now() + (readied.value?.ahead ?? 0);
  const items = computed(() => (readied.value?.teams ?? []).flatMap(({ newest }) => newest));
  const records = computed(() =>
    readied.value ? recordsOf(items.value, entries.value, received.value, blobs.value) : [],
  );

  async function look(): Promise<void> {
    const account = readied.value?.account;
    const prefix = receivedKey(account ?? '');
    const rows = account ? await keptUnder<NewActivity>(prefix).catch(() => []) : [];
    received.value = new Map(rows.map(({ key, value }) => [key.slice(prefix.length), value]));
  }

  /** What the server shows need not be told by the phone, and of what it has whole the phone keeps no photo. */
  async function settle({ account, at }: Readied): Promise<void> {
    const prefix = receivedKey(account);
    const ids = new Set(items.value.map(({ activity }) => activity.log.id));
    for (const row of await keptUnder(prefix))
      if (ids.has(row.key.slice(prefix.length)) || row.at < at - monthOf) await unkeep(row.key);
    for (const { key } of await keptUnder(sentKey(account)))
      if (ids.has(key.slice(sentKey(account).length))) await unkeep(key);
    const shown = [...items.value, ...(await unlisted(ids))];
    const whole = settled(shown);
    if (blobs.value.some(({ subject, content, answer }) => content && answer !== null && whole.has(subject)))
      await releaseAll(account, whole);
    await regain(shown, account);
  }

  /** Whose photos are still here though its team has logged much since: some of them each time, in turn. */
  async function unlisted(listed: ReadonlySet<string>): Promise<Pick<ActivityItem, 'activity'>[]> {
    const held = blobs.value.filter(({ url, content, answer }) => url === uploadsPath && content && answer !== null);
    const ids = [...new Set(held.map(({ subject }) => subject))].filter((id) => !listed.has(id)).sort();
    const next = [...ids.filter((id) => id > turn), ...ids].slice(0, Math.min(atOnce, ids.length));
    turn = next.at(-1) ?? '';
    const found = await Promise.all(
      next.map((id) => read('/api/v1/activities/{id}', { path: { id } }).catch(() => null)),
    );
    return found.filter((one) => one !== null);
  }

  /** Missing at the server twice in a row: what was under way while it answered is not lost. */
  async function regain(shown: readonly Pick<ActivityItem, 'activity'>[], account: string): Promise<void> {
    const missing = lostPhotos(shown, entries.value, blobs.value);
    const lost = missing.filter(({ blob }) => missed.has(blob.sha));
    missed = new Set(missing.map(({ blob }) => blob.sha));
    if (lost.length > 0) await enterLostPhotos(lost, account, '');
  }

  let reading: Promise<void> | null = null;
  let isAsked = false;

  /** One at a time: for whoever asks meanwhile it is read once more. */
  function refresh(): Promise<void> {
    isAsked = true;
    return (reading ??= readAll().finally(() => (reading = null)));
  }

  async function readAll(): Promise<void> {
    while (isAsked && !isOver) {
      isAsked = false;
      await readAnew();
    }
  }

  async function readAnew(): Promise<void> {
    window.clearTimeout(timer);
    try {
      const next = await readReadied();
      readied.value = next;
      state.value = next ? 'fresh' : 'signedOut';
      if (next) await settle(next).catch(() => undefined);
      await look();
    } catch {
      state.value = readied.value ? 'stale' : 'failed';
    } finally {
      if (!isOver) timer = window.setTimeout(() => void refresh(), state.value === 'fresh' ? 60_000 : 10_000);
    }
  }

  async function open(): Promise<void> {
    readied.value = await recalled().catch(() => null);
    if (readied.value) state.value = 'stale';
    await Promise.all([look(), refreshOutbox()]);
    await refresh();
  }

  // What was readied for somebody else is not theirs.
  watch(who, (person) => {
    if (!readied.value || readied.value.account === person) return;
    [readied.value, state.value] = [null, session.value?.account ? 'loading' : 'signedOut'];
    void refresh();
  });
  watch(
    () => entries.value.length,
    async (count, before) => {
      await look();
      if (count < before) await refresh();
    },
  );
  void open();
  onScopeDispose(() => {
    isOver = true;
    window.clearTimeout(timer);
  });

  return { readied, state, items, records, now, refresh };
}
