/** What a device keeps until the server has it. One database of the site; each row says whose it is. */
const name = 'circle-outbox';
const version = 1;

export type Store = 'entries' | 'blobs' | 'kept';

let opening: Promise<IDBDatabase> | null = null;

export function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      // In the order in which they were entered.
      request.result.createObjectStore('entries', { keyPath: 'n', autoIncrement: true });
      request.result.createObjectStore('blobs', { keyPath: 'sha' });
      request.result.createObjectStore('kept', { keyPath: 'key' });
    };
    request.onsuccess = () => {
      // A newer page wants to upgrade: it is opened again when it is needed.
      request.result.onversionchange = () => closeDatabase(request.result);
      request.result.onclose = () => (opening = null);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('no database'));
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

function closeDatabase(database: IDBDatabase): void {
  database.close();
  opening = null;
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
}

/** All or nothing of it is on the device when this resolves. */
export async function transact<T>(
  stores: Store[],
  mode: IDBTransactionMode,
  work: (of: (store: Store) => IDBObjectStore) => Promise<T>,
): Promise<T> {
  const database = await openDatabase();
  const transaction = database.transaction(stores, mode, mode === 'readwrite' ? { durability: 'strict' } : {});
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
  });
  const result = await work((store) => transaction.objectStore(store)).catch((error: unknown) => {
    done.catch(() => undefined);
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    throw error;
  });
  await done;
  return result;
}
