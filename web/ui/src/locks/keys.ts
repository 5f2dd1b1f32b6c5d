import { shallowRef } from 'vue';
import { answered, transact } from '../outbox/database';
import { isSealed, openBytes, openText, sealText, type Sealed } from './sealed';

/** An account's lock on this device: its key, wrapped by what its person types. */
export interface Lock {
  salt: Uint8Array<ArrayBuffer>;
  /** Of PBKDF2. */
  rounds: number;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
  /** Tries in vain since it was opened last, and until when the next one waits. */
  wrong: number;
  until: number;
  /** It is being taken off: nothing more is sealed. */
  isLeaving: boolean;
}

/** It is locked: nothing of it is read or written until somebody unlocks it. */
export class Locked extends Error {}

/** Between tabs: whoever opens it in one has it open in all. A key is handed over as it is, and no page can read it. */
type Word =
  | { kind: 'opened'; account: string; key: CryptoKey }
  | { kind: 'closed' }
  | { kind: 'asked' }
  | { kind: 'changed' }
  | { kind: 'used'; at: number };

/** Of accounts that are open in this tab. */
export const keys = shallowRef<ReadonlyMap<string, CryptoKey>>(new Map());
/** Accounts that have a lock on this device; null: not looked at yet. */
export const locks = shallowRef<ReadonlySet<string> | null>(null);
/** When somebody touched a page last, in whichever tab. */
export const used = { at: Date.now() };

export const lockPrefix = 'lock/';
export const lockKey = (account: string) => `${lockPrefix}${account}`;

export const readLock = (account: string): Promise<Lock | null> =>
  transact(
    ['kept'],
    'readonly',
    async (of) => ((await answered(of('kept').get(lockKey(account)))) as { value: Lock } | undefined)?.value ?? null,
  );

/** The key by which what an account enters is sealed; null: it is kept as it is. */
export async function sealingKey(account: string): Promise<CryptoKey | null> {
  const lock = await readLock(account);
  if (!lock || lock.isLeaving) return null;
  const key = keys.value.get(account);
  if (!key) throw new Locked(account);
  return key;
}

export async function sealedFor(account: string, text: string): Promise<string | Sealed> {
  const key = await sealingKey(account);
  return key ? sealText(key, account, text) : text;
}

/** Null: its account is locked. */
export async function openedText(value: string | Sealed): Promise<string | null> {
  if (!isSealed(value)) return value;
  const key = keys.value.get(value.$sealed);
  return key ? openText(key, value) : null;
}

/** @throws Locked */
export async function openedBytes(value: ArrayBuffer | Sealed): Promise<ArrayBuffer> {
  if (!isSealed(value)) return value;
  const key = keys.value.get(value.$sealed);
  if (!key) throw new Locked(value.$sealed);
  return openBytes(key, value);
}

export const isOpen = (value: unknown) => !isSealed(value) || keys.value.has(value.$sealed);

let channel: BroadcastChannel | null = null;

/** Looks which accounts have a lock, and asks other tabs for what is open there. */
export async function recallLocks(): Promise<void> {
  if (!channel && typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel('circle-locks');
    channel.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
    say({ kind: 'asked' });
  }
  locks.value = await transact(['kept'], 'readonly', async (of) => {
    const all = (await answered(of('kept').getAllKeys())) as string[];
    return new Set(all.filter((key) => key.startsWith(lockPrefix)).map((key) => key.slice(lockPrefix.length)));
  });
}

function hear(word: Word): void {
  if (word.kind === 'opened') keep(word.account, word.key);
  else if (word.kind === 'closed') keys.value = new Map();
  else if (word.kind === 'used') used.at = Math.max(used.at, word.at);
  else if (word.kind === 'changed') void recallLocks();
  else for (const [account, key] of keys.value) say({ kind: 'opened', account, key });
}

const say = (word: Word) => channel?.postMessage(word);

function keep(account: string, key: CryptoKey): void {
  if (!keys.value.has(account)) keys.value = new Map(keys.value).set(account, key);
}

export function openWith(account: string, key: CryptoKey): void {
  used.at = Date.now();
  keep(account, key);
  say({ kind: 'opened', account, key });
}

/** In every tab. */
export function closeAll(): void {
  keys.value = new Map();
  say({ kind: 'closed' });
}

/** Milliseconds without use after which it locks by itself. */
export const idle = 5 * 60_000;

/** What is under way goes to its end first. */
export function closeIfIdle(now: number, isSending: boolean): void {
  if (keys.value.size > 0 && !isSending && now - used.at > idle) closeAll();
}

/** Somebody is there; told to other tabs now and then. */
export function touch(now: number): void {
  if (now - used.at > 10_000) say({ kind: 'used', at: now });
  used.at = now;
}

export async function changed(): Promise<void> {
  say({ kind: 'changed' });
  await recallLocks();
}
