import { commandId } from '../http/request';
import { answered, transact } from './database';
import { openedText, sealedFor, sealingKey } from '../locks/keys';
import { isSealed, sealBytes, type Sealed } from '../locks/sealed';
import { blobsOf, Full, most, type Draft, type Entry, type EntryRow, type StoredBlob } from './entries';
import type { KeptRow } from './kept';

const all = async <T>(store: IDBObjectStore) => (await answered(store.getAll())) as T[];

/** Bytes of photos stay as they lie there. */
export async function readAll(): Promise<{ entries: Entry[]; blobs: StoredBlob[] }> {
  const { rows, blobs } = await transact(['entries', 'blobs'], 'readonly', async (of) => ({
    rows: await all<EntryRow>(of('entries')),
    blobs: await all<StoredBlob>(of('blobs')),
  }));
  return { entries: await Promise.all(rows.map(opened)), blobs };
}

async function opened(row: EntryRow): Promise<Entry> {
  const [body, label, ...refused] = await Promise.all([row.body, row.label, ...row.refused].map(openedText));
  const words = { body: body ?? '', label: label ?? '', refused: refused.map((word) => word ?? '') };
  return { ...row, ...words, ...(body === null && { isLocked: true }) };
}

const lengthOf = (body: string | Sealed) => (isSealed(body) ? body.data.byteLength : body.length);

/** Bytes of what waits. */
export const bytesOf = (entries: readonly Pick<EntryRow, 'body'>[], blobs: readonly StoredBlob[]) =>
  entries.reduce((sum, { body }) => sum + lengthOf(body), 0) +
  blobs.reduce((sum, { content, size }) => sum + (content ? size : 0), 0);

/** What is entered is on the device when this resolves. */
export const put = (draft: Draft, now: number) => putAll([draft], now);

/** All of it or none. */
export async function putAll(drafts: readonly Draft[], now: number): Promise<void> {
  const rows: Omit<EntryRow, 'n'>[] = [];
  for (const draft of drafts) rows.push(await rowOf(draft, now));
  await roomy(() =>
    transact(['entries', 'blobs'], 'readwrite', async (of) => {
      for (const row of rows) await putOne(of('entries'), of('blobs'), row);
    }),
  );
}

const rowOf = async (draft: Draft, now: number): Promise<Omit<EntryRow, 'n'>> => ({
  ...draft,
  key: draft.key ?? commandId(now),
  label: await sealedFor(draft.owner, draft.label),
  body: await sealedFor(draft.owner, JSON.stringify(draft.body)),
  blobs: blobsOf(draft.body),
  at: now,
  tried: false,
  refused: [],
});

async function putOne(store: IDBObjectStore, blobs: IDBObjectStore, entry: Omit<EntryRow, 'n'>): Promise<void> {
  const entries = await all<EntryRow>(store);
  const before = entry.slot === null ? undefined : entries.find((other) => takesPlace(entry, other));
  if (before) {
    await answered(store.put({ ...entry, n: before.n }));
    return;
  }
  if (entries.length >= most.entries) throw new Full('entries');
  if (bytesOf(entries, await all<StoredBlob>(blobs)) + lengthOf(entry.body) > most.bytes) throw new Full('bytes');
  await answered(store.add(entry));
}

/** What was refused was not done, so it is mended in place; what was sent without an answer may have been. */
const takesPlace = (entry: Omit<EntryRow, 'n'>, other: EntryRow) =>
  other.slot === entry.slot &&
  other.subject === entry.subject &&
  other.owner === entry.owner &&
  (!other.tried || other.refused.length > 0);

export type NewBlob = Pick<StoredBlob, 'owner' | 'subject' | 'url'>;

/** The same content again is the same blob, and somebody else's is another: nobody sends or removes a colleague's. */
export async function putBlob(file: Blob, of: NewBlob, now: number): Promise<StoredBlob> {
  const content = await file.arrayBuffer();
  const sha = await hashOf(await new Blob([of.owner, '\n', content]).arrayBuffer());
  const fileHash = await hashOf(content);
  const key = await sealingKey(of.owner);
  const kept = key ? await sealBytes(key, of.owner, content) : content;
  return roomy(() =>
    transact(['entries', 'blobs'], 'readwrite', async (store) => {
      const blobs = await all<StoredBlob>(store('blobs'));
      const known = blobs.find((blob) => blob.sha === sha);
      if (known?.content) return known;
      if (bytesOf(await all<EntryRow>(store('entries')), blobs) + content.byteLength > most.bytes)
        throw new Full('bytes');
      // Taken again after it was received: what was received may be forgotten by now, and is sent anew then.
      const blob: StoredBlob = {
        ...of,
        sha,
        file: fileHash,
        type: file.type,
        size: content.byteLength,
        content: kept,
        address: null,
        answer: null,
        answeredAt: null,
        at: now,
        failed: [],
        ...(known && { answer: known.answer, answeredAt: known.answeredAt }),
      };
      await answered(store('blobs').put(blob));
      return blob;
    }),
  );
}

/** Of a photo that its owner takes out again; what an entry names stays. */
export const dropBlob = (sha: string, owner: string | null) =>
  transact(['entries', 'blobs'], 'readwrite', async (of) => {
    if ((await all<EntryRow>(of('entries'))).some(({ blobs }) => blobs.includes(sha))) return;
    const blob = (await answered(of('blobs').get(sha))) as StoredBlob | undefined;
    if (blob?.content && blob.owner === owner) await answered(of('blobs').delete(sha));
  });

/** Changes one that is still there, and that nothing took the place of. */
export async function change(
  entry: Entry,
  to: Partial<Pick<Entry, 'tried' | 'body' | 'refused' | 'isAnew'>>,
): Promise<boolean> {
  const { body, refused, ...rest } = to;
  const words = {
    ...(body !== undefined && { body: await sealedFor(entry.owner, body) }),
    ...(refused && { refused: await Promise.all(refused.map((word) => sealedFor(entry.owner, word))) }),
  };
  return transact(['entries'], 'readwrite', async (of) => {
    const now = (await answered(of('entries').get(entry.n))) as EntryRow | undefined;
    if (now?.key !== entry.key) return false;
    await answered(of('entries').put({ ...now, ...rest, ...words } satisfies EntryRow));
    return true;
  });
}

export const changeBlob = (sha: string, to: Partial<StoredBlob>) =>
  transact(['blobs'], 'readwrite', async (of) => {
    const now = (await answered(of('blobs').get(sha))) as StoredBlob | undefined;
    if (now) await answered(of('blobs').put({ ...now, ...to }));
  });

/** Where it is kept that what leads a subject was received, as it was sent. */
export const receivedKey = (owner: string, subject = '') => `received/${owner}/${subject}`;

/** It is acknowledged: nothing of it stays but what the server called its blobs. */
export const purge = (entry: Entry) =>
  transact(['entries', 'blobs', 'kept'], 'readwrite', async (of) => {
    const sent = (await answered(of('entries').get(entry.n))) as EntryRow | undefined;
    const body = sent?.body ?? entry.body;
    await answered(of('entries').delete(entry.n));
    if (entry.leads)
      await answered(
        of('kept').put({
          key: receivedKey(entry.owner, entry.subject),
          at: Date.now(),
          owner: entry.owner,
          value: isSealed(body) ? body : (JSON.parse(body) as unknown),
        } satisfies KeptRow),
      );
    if (entry.holds) return;
    const rest = await all<EntryRow>(of('entries'));
    for (const sha of entry.blobs) {
      const blob = (await answered(of('blobs').get(sha))) as StoredBlob | undefined;
      if (blob) await answered(of('blobs').put({ ...blob, content: null, failed: [] }));
    }
    await forget(of('blobs'), rest, entry.at);
  });

/** Without it, as its owner says. What it named and nothing else does goes with it. */
export const discard = (entry: Entry, owner: string | null) =>
  transact(['entries', 'blobs'], 'readwrite', async (of) => {
    if (entry.owner !== owner) return;
    const before = await all<EntryRow>(of('entries'));
    const isGone = ({ n, owner: whose, subject }: EntryRow) =>
      n === entry.n || (entry.leads === true && whose === owner && subject === entry.subject);
    const [gone, rest] = [before.filter(isGone), before.filter((one) => !isGone(one))];
    for (const { n } of gone) await answered(of('entries').delete(n));
    for (const sha of gone.flatMap(({ blobs }) => blobs)) {
      const blob = (await answered(of('blobs').get(sha))) as StoredBlob | undefined;
      if (blob?.content && !rest.some(({ blobs }) => blobs.includes(sha))) await answered(of('blobs').delete(sha));
    }
  });

/** The server shows that it has all of these: their bytes go, unless something still waits to name them. */
export const release = (owner: string, subjects: ReadonlySet<string>) =>
  transact(['entries', 'blobs'], 'readwrite', async (of) => {
    const named = new Set((await all<EntryRow>(of('entries'))).flatMap((entry) => entry.blobs));
    for (const blob of await all<StoredBlob>(of('blobs')))
      if (blob.owner === owner && subjects.has(blob.subject) && blob.content && !named.has(blob.sha))
        await answered(of('blobs').put({ ...blob, content: null, failed: [] }));
  });

/** A month after it was taken a photo that no entry names is nobody's. */
async function forget(blobs: IDBObjectStore, entries: EntryRow[], now: number): Promise<void> {
  const named = new Set(entries.flatMap((entry) => entry.blobs));
  for (const { sha, at } of await all<StoredBlob>(blobs))
    if (at < now - 30 * 86_400_000 && !named.has(sha)) await answered(blobs.delete(sha));
}

async function roomy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') throw new Full('device');
    throw error;
  }
}

async function hashOf(content: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
