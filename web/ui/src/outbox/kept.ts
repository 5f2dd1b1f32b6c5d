import { answered, transact } from './database';

interface Kept<T> {
  key: string;
  at: number;
  value: T;
}

/** What a page reads without a network, and drafts: by a key that names whose it is. */
export const keep = <T>(key: string, value: T, now = Date.now()) =>
  transact(['kept'], 'readwrite', async (of) => {
    await answered(of('kept').put({ key, at: now, value } satisfies Kept<T>));
  });

/** Null: nothing is kept. */
export const kept = <T>(key: string): Promise<Kept<T> | null> =>
  transact(['kept'], 'readonly', async (of) => ((await answered(of('kept').get(key))) as Kept<T> | undefined) ?? null);

/** Forgets what begins like this, except what is named. */
export const unkeep = (prefix: string, except: readonly string[] = []) =>
  transact(['kept'], 'readwrite', async (of) => {
    const keys = (await answered(of('kept').getAllKeys())) as string[];
    for (const key of keys) if (key.startsWith(prefix) && !except.includes(key)) await answered(of('kept').delete(key));
  });

/** All whose key begins like this. */
export const keptUnder = <T>(prefix: string): Promise<Kept<T>[]> =>
  transact(['kept'], 'readonly', async (of) =>
    ((await answered(of('kept').getAll())) as Kept<T>[]).filter(({ key }) => key.startsWith(prefix)),
  );
