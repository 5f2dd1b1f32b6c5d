import { answered, transact } from '../outbox/database';
import { changed, keys, lockKey, openWith, readLock, type Lock } from './keys';
import { by, newIv, newKey } from './sealed';
import { openStored, sealStored, throwAway } from './stored';

/** As OWASP has it of PBKDF2 with SHA-256: a second on a phone. A short number only slows a thief down, and its page says so. */
const rounds = 600_000;

export const shortest = 6;
export const longest = 64;

/** Tries before each next one waits, and how long at the most. */
const free = 5;
const longestWait = 15 * 60_000;

/** Milliseconds before the next try after so many in vain: half a minute after the fifth, then twice as long each time. */
export const waitAfter = (wrong: number) => (wrong < free ? 0 : Math.min(30_000 * 2 ** (wrong - free), longestWait));

export type Tried = 'open' | 'wrong' | { wait: number };

async function wrapperOf(secret: string, salt: Uint8Array<ArrayBuffer>, times: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(secret.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

async function wrap(key: CryptoKey, account: string, secret: string): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = newIv();
  const wrapped = await crypto.subtle.wrapKey('raw', key, await wrapperOf(secret, salt, rounds), by(iv, account));
  return { salt, rounds, iv, wrapped, wrong: 0, until: 0, isLeaving: false };
}

const unwrap = async (lock: Lock, account: string, secret: string, isTaken: boolean) =>
  crypto.subtle.unwrapKey(
    'raw',
    lock.wrapped,
    await wrapperOf(secret, lock.salt, lock.rounds),
    by(lock.iv, account),
    'AES-GCM',
    isTaken,
    ['encrypt', 'decrypt'],
  );

const writeLock = (account: string, value: Lock | null) =>
  transact(['kept'], 'readwrite', async (of) => {
    if (value) await answered(of('kept').put({ key: lockKey(account), at: Date.now(), value }));
    else await answered(of('kept').delete(lockKey(account)));
  });

/** From here on what the account enters is sealed, and what is there already too. Broken off, it goes on when it is opened next. */
export async function setLock(account: string, secret: string): Promise<void> {
  if (await readLock(account)) throw new Error('there is one');
  const made = await newKey();
  const lock = await wrap(made, account, secret);
  await writeLock(account, lock);
  openWith(account, await unwrap(lock, account, secret, false));
  await changed();
  await sealStored(account);
}

/** Each try counts before it is made, so that closing the page gives no more of them. */
async function tryKey(account: string, secret: string, now: number, isTaken: boolean): Promise<Tried | CryptoKey> {
  const lock = await readLock(account);
  if (!lock) return 'open';
  // A clock that was set back makes nobody wait longer than ever.
  const left = Math.min(lock.until - now, longestWait);
  if (left > 0) return { wait: left };
  const wrong = lock.wrong + 1;
  await writeLock(account, { ...lock, wrong, until: now + waitAfter(wrong) });
  try {
    const key = await unwrap(lock, account, secret, isTaken);
    await writeLock(account, { ...lock, wrong: 0, until: 0 });
    return key;
  } catch {
    return waitAfter(wrong) > 0 ? { wait: waitAfter(wrong) } : 'wrong';
  }
}

export async function unlock(account: string, secret: string, now: number): Promise<Tried> {
  const key = await tryKey(account, secret, now, false);
  if (!(key instanceof CryptoKey)) return key;
  openWith(account, key);
  if ((await readLock(account))?.isLeaving) await finish(account);
  else await sealStored(account);
  return 'open';
}

/** Nothing that is kept is touched: the same key is wrapped anew. */
export async function changeLock(account: string, secret: string, next: string, now: number): Promise<Tried> {
  const key = await tryKey(account, secret, now, true);
  if (!(key instanceof CryptoKey)) return key;
  await writeLock(account, await wrap(key, account, next));
  return 'open';
}

/** What is kept is opened for good, and then the lock goes. */
export async function removeLock(account: string, secret: string, now: number): Promise<Tried> {
  const key = await tryKey(account, secret, now, false);
  if (!(key instanceof CryptoKey)) return key;
  openWith(account, key);
  const lock = await readLock(account);
  if (lock) await writeLock(account, { ...lock, isLeaving: true });
  await finish(account);
  return 'open';
}

async function finish(account: string): Promise<void> {
  await openStored(account);
  await writeLock(account, null);
  await changed();
}

/** Without what its person typed nobody reads it again: all that the account has on this device goes, and the lock with it. */
export async function forgetLock(account: string): Promise<void> {
  await throwAway(account);
  await writeLock(account, null);
  keys.value = new Map([...keys.value].filter(([open]) => open !== account));
  await changed();
}
