import { openedText, sealedFor } from '../locks/keys';
import { isSealed } from '../locks/sealed';
import { answered, transact } from './database';

export interface KeptRow {
  key: string;
  at: number;
  /** Whose it is, sealed where they have a lock; none: it says nothing of anybody. */
  owner?: string;
  value: unknown;
}

interface Kept<T> {
  key: string;
  at: number;
  value: T;
}

/** What a page reads without a network, and drafts: by a key that names whose it is. `owner` null: it says nothing of anybody. */
export async function keep<T>(key: string, value: T, owner: string | null, now = Date.now()): Promise<void> {
  const sealed = owner === null ? null : await sealedFor(owner, JSON.stringify(value));
  const row = { key, at: now, value: isSealed(sealed) ? sealed : value, ...(owner === null ? {} : { owner }) };
  await transact(['kept'], 'readwrite', async (of) => {
    await answered(of('kept').put(row satisfies KeptRow));
  });
}

/** Null: nothing is kept, or it is locked. */
export async function kept<T>(key: string): Promise<Kept<T> | null> {
  const row = await transact(
    ['kept'],
    'readonly',
    async (of) => (await answered(of('kept').get(key))) as KeptRow | undefined,
  );
  return row ? opened<T>(row) : null;
}

async function opened<T>({ key, at, value }: KeptRow): Promise<Kept<T> | null> {
  if (!isSealed(value)) return { key, at, value: value as T };
  const text = await openedText(value);
  return text === null ? null : { key, at, value: JSON.parse(text) as T };
}

/** Forgets what begins like this, except what is named. */
export const unkeep = (prefix: string, except: readonly string[] = []) =>
  transact(['kept'], 'readwrite', async (of) => {
    const keys = (await answered(of('kept').getAllKeys())) as string[];
    for (const key of keys) if (key.startsWith(prefix) && !except.includes(key)) await answered(of('kept').delete(key));
  });

/** All whose key begins like this; what is locked is left out. */
export async function keptUnder<T>(prefix: string): Promise<Kept<T>[]> {
  const rows = await transact(['kept'], 'readonly', async (of) =>
    ((await answered(of('kept').getAll())) as KeptRow[]).filter(({ key }) => key.startsWith(prefix)),
  );
  return (await Promise.all(rows.map((row) => opened<T>(row)))).filter((row) => row !== null);
}
