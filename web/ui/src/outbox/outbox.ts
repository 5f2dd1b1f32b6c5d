import { computed, effectScope, shallowRef, watch } from 'vue';
import { answered, transact } from './database';
import { unanswered, type Draft, type Entry, type StoredBlob } from './entries';
import { drain, type Outcome } from './sender';
import {
  bytesOf,
  change,
  changeBlob,
  discard,
  dropBlob,
  put,
  putAll,
  putBlob,
  readAll,
  release,
  type NewBlob,
} from './store';
import { keys } from '../locks/keys';
import { recallWho, who } from './who';
import { overHttp } from './wire';
import { keepShell } from './shell';

/** Between the tabs of a browser: one sends, all see the same. Entered: there is something to send. */
type Word =
  | { kind: 'entered' | 'moved' }
  | { kind: 'progress'; sha: string; sent: number }
  | { kind: 'outcome'; outcome: Outcome | 'sending' };

/** All of the device, whosever it is. */
const stored = shallowRef<{ entries: readonly Entry[]; blobs: readonly StoredBlob[] }>({ entries: [], blobs: [] });
const isOwn = ({ owner }: { owner: string }) => owner === who.value;

const own = computed(() => stored.value.entries.filter(isOwn));
/** Of whoever uses the device, and open. Of a colleague's nothing is shown but how many there are. */
export const entries = computed(() => own.value.filter(({ isLocked }) => !isLocked));
export const blobs = computed(() => stored.value.blobs.filter(isOwn));
export const outcome = shallowRef<Outcome | 'sending'>('empty');
/** Bytes of each photo that is on its way. */
export const moving = shallowRef<ReadonlyMap<string, number>>(new Map());
/** False: the device keeps nothing, e.g. in a private window. */
export const isKept = shallowRef(true);

const isWaiting = ({ content, answer }: StoredBlob) => content !== null && answer === null;

const weight = computed(() => bytesOf(entries.value, blobs.value.filter(isWaiting)));

/** Bytes that were entered since nothing of theirs waited last. */
const goal = shallowRef(0);
watch(
  [who, weight],
  ([person, now], [former, before]) => {
    if (now === 0 || person !== former) goal.value = now;
    else goal.value += Math.max(0, now - before);
  },
  { flush: 'sync' },
);

/** Bytes on the device that the server has not acknowledged. */
const left = computed(
  () =>
    entries.value.reduce((sum, { body }) => sum + body.length, 0) +
    blobs.value.filter(isWaiting).reduce((sum, { sha, size }) => sum + size - (moving.value.get(sha) ?? 0), 0),
);

export const unsent = computed(() => ({
  entries: own.value.length,
  photos: blobs.value.filter(isWaiting).length,
  refused: entries.value.filter(({ refused }) => refused.length > 0),
  others: {
    entries: stored.value.entries.length - own.value.length,
    photos: stored.value.blobs.filter((blob) => isWaiting(blob) && !isOwn(blob)).length,
  },
  bytes: goal.value,
  acknowledged: Math.max(0, goal.value - left.value),
}));

let channel: BroadcastChannel | null = null;
let wake: () => void = () => undefined;
let isStarted = false;

/** Begins to send what waits, here or in another tab; asked again it does nothing. */
export function startOutbox(): void {
  if (isStarted) return;
  isStarted = true;
  channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('circle-outbox');
  if (channel) channel.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  window.addEventListener('online', () => wake());
  document.addEventListener('visibilitychange', () => document.hidden || wake());
  window.addEventListener('beforeunload', (event) => outcome.value === 'sending' && event.preventDefault());
  void navigator.storage?.persist?.().catch(() => false);
  // They outlive the page that began it.
  effectScope(true).run(() => {
    watch(who, () => wake());
    // What was sealed is read again as soon as it is open, and hidden when it is not.
    watch(keys, () => void refresh().then(() => wake()));
  });
  void recallWho();
  void refresh();
  keepShell();
  // Without locks two tabs may send the same at once, which has one effect by its key.
  if (navigator.locks) void navigator.locks.request('circle-outbox', lead);
  else void lead();
}

/** Until the page is closed: the browser gives the lock to another tab then. */
async function lead(): Promise<never> {
  const wire = overHttp(
    () => say({ kind: 'moved' }),
    (sha, sent) => say({ kind: 'progress', sha, sent }),
  );
  for (let failures = 0; ;) {
    const woken = new Promise<void>((resolve) => (wake = resolve));
    await refresh();
    const { entries: all, blobs: photos } = stored.value;
    if (all.length + photos.filter(isWaiting).length > 0) say({ kind: 'outcome', outcome: 'sending' });
    const result = await drain(wire, failures).catch((): Outcome => ({ wait: 60_000 }));
    failures = typeof result === 'object' ? failures + 1 : 0;
    say({ kind: 'moved' });
    say({ kind: 'outcome', outcome: result });
    await (typeof result === 'object' ? Promise.race([woken, after(result.wait)]) : woken);
  }
}

const after = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function say(word: Word): void {
  channel?.postMessage(word);
  hear(word);
}

function hear(word: Word): void {
  if (word.kind === 'outcome') outcome.value = word.outcome;
  else if (word.kind === 'progress') moving.value = new Map(moving.value).set(word.sha, word.sent);
  else void refresh();
  if (word.kind === 'entered') wake();
}

/** What is on the device now. */
export async function refresh(): Promise<void> {
  try {
    const now = await readAll();
    stored.value = now;
    moving.value = new Map([...moving.value].filter(([sha]) => now.blobs.some((b) => b.sha === sha && isWaiting(b))));
    isKept.value = true;
  } catch {
    isKept.value = false;
  }
}

async function entered<T>(work: Promise<T>): Promise<T> {
  const result = await work;
  await refresh();
  say({ kind: 'entered' });
  return result;
}

/** It is on the device when this resolves, and sent as soon as it can be. */
export const enter = (draft: Draft) => entered(put(draft, Date.now()));
export const enterAll = (drafts: readonly Draft[]) => entered(putAll(drafts, Date.now()));
export const releaseAll = (owner: string, subjects: ReadonlySet<string>) => entered(release(owner, subjects));
/** The server has lost photos that it had: what names them is entered anew, and they are sent with it. */
export const enterLost = (drafts: readonly Draft[], shas: readonly string[]) =>
  entered(Promise.all(shas.map((sha) => changeBlob(sha, unanswered))).then(() => putAll(drafts, Date.now())));
export const enterBlob = (file: Blob, of: NewBlob) => entered(putBlob(file, of, Date.now()));
export const removeBlob = (sha: string) => entered(dropBlob(sha, who.value));
export const removeEntry = (entry: Entry) => entered(discard(entry, who.value));

/** What was refused is sent once more as it is, by whoever entered it. */
export const sendAgain = (entry: Entry) => entered(anew(entry));
async function anew(entry: Entry): Promise<void> {
  if (!isOwn(entry)) return;
  await Promise.all([change(entry, { refused: [] }), ...entry.blobs.map((sha) => changeBlob(sha, { failed: [] }))]);
}
export const sendBlobAgain = (sha: string) => entered(changeBlob(sha, { failed: [] }));

/** How many of somebody's wait, whether or not anything is being sent. */
export const countUnsent = (owner: string) =>
  transact(['entries', 'blobs'], 'readonly', async (of) => {
    const all = (await answered(of('entries').getAll())) as Entry[];
    const photos = (await answered(of('blobs').getAll())) as StoredBlob[];
    return (
      all.filter((entry) => entry.owner === owner).length +
      photos.filter((blob) => blob.owner === owner && isWaiting(blob)).length
    );
  });
