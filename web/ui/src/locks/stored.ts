import { answered, transact, type Store } from '../outbox/database';
import type { BlobRow, EntryRow } from '../outbox/entries';
import type { KeptRow } from '../outbox/kept';
import { keys, Locked } from './keys';
import { isSealed, openBytes, openText, sealBytes, sealText, type Sealed } from './sealed';

/** Turns one field that is kept into what it shall be. */
interface Turn {
  text(value: string | Sealed): Promise<string | Sealed>;
  bytes(value: ArrayBuffer | Sealed): Promise<ArrayBuffer | Sealed>;
  value(value: unknown): Promise<unknown>;
}

/** Seals what an account has on this device and is not sealed yet. Broken off, it is begun again: what is done stays done. */
export function sealStored(account: string): Promise<void> {
  const key = keyOf(account);
  return turnAll(account, (value) => !isSealed(value), {
    text: async (value) => (isSealed(value) ? value : sealText(key, account, value)),
    bytes: async (value) => (isSealed(value) ? value : sealBytes(key, account, value)),
    value: async (value) => (isSealed(value) ? value : sealText(key, account, JSON.stringify(value))),
  });
}

/** Opens it for good. */
export function openStored(account: string): Promise<void> {
  const key = keyOf(account);
  return turnAll(account, isSealed, {
    text: async (value) => (isSealed(value) ? openText(key, value) : value),
    bytes: async (value) => (isSealed(value) ? openBytes(key, value) : value),
    value: async (value) => (isSealed(value) ? (JSON.parse(await openText(key, value)) as unknown) : value),
  });
}

function keyOf(account: string): CryptoKey {
  const key = keys.value.get(account);
  if (!key) throw new Locked(account);
  return key;
}

async function turnAll(account: string, isLeft: (value: unknown) => boolean, turn: Turn): Promise<void> {
  await turnRows<EntryRow>(
    'entries',
    (row) => row.owner === account && [row.body, row.label, ...row.refused].some(isLeft),
    'n',
    async (row) => ({
      ...row,
      body: await turn.text(row.body),
      label: await turn.text(row.label),
      refused: await Promise.all(row.refused.map((word) => turn.text(word))),
    }),
  );
  await turnRows<BlobRow>(
    'blobs',
    (row) => row.owner === account && row.content !== null && isLeft(row.content),
    'sha',
    async (row) => ({
      ...row,
      content: row.content && (await turn.bytes(row.content)),
    }),
  );
  await turnRows<KeptRow>(
    'kept',
    (row) => row.owner === account && isLeft(row.value),
    'key',
    async (row) => ({ ...row, value: await turn.value(row.value) }),
  );
}

/** One at a time, for photos are large; a row that changed meanwhile is turned as it is then. */
async function turnRows<T>(
  store: Store,
  isLeft: (row: T) => boolean,
  id: keyof T & string,
  turned: (row: T) => Promise<T>,
): Promise<void> {
  const all = await transact(
    [store],
    'readonly',
    async (of) => (await answered(of(store).getAllKeys())) as IDBValidKey[],
  );
  for (const key of all) {
    for (let isDone = false; !isDone;) {
      const read = await transact(
        [store],
        'readonly',
        async (of) => (await answered(of(store).get(key))) as T | undefined,
      );
      if (!read || !isLeft(read)) break;
      const next = await turned(read);
      isDone = await transact([store], 'readwrite', async (of) => {
        const now = (await answered(of(store).get(key))) as T | undefined;
        // Its photos' bytes are the same as long as its name is: they are not compared.
        if (JSON.stringify(now) !== JSON.stringify(read)) return false;
        await answered(of(store).put({ ...next, [id]: key } as T));
        return true;
      });
    }
  }
}

/** All that an account has on this device. */
export const throwAway = (account: string) =>
  transact(['entries', 'blobs', 'kept'], 'readwrite', async (of) => {
    for (const { n, owner } of (await answered(of('entries').getAll())) as EntryRow[])
      if (owner === account) await answered(of('entries').delete(n));
    for (const { sha, owner } of (await answered(of('blobs').getAll())) as BlobRow[])
      if (owner === account) await answered(of('blobs').delete(sha));
    for (const { key, owner } of (await answered(of('kept').getAll())) as KeptRow[])
      if (owner === account) await answered(of('kept').delete(key));
  });
