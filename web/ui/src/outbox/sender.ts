import { Problem, Unreachable } from '../http/request';
import { isOpen } from '../locks/keys';
import { filledWith, goodFor, heads, unanswered, type Entry, type StoredBlob } from './entries';
import { change, changeBlob, purge, readAll } from './store';

/** What the sender asks of the world, so that it is tested without one. */
export interface Wire {
  now(): number;
  /** Business time less the device's, in milliseconds, as the server says now. Throws where nobody answers. */
  ahead(): Promise<number>;
  /** Account that is signed in; null: nobody. Throws where nobody answers. */
  account(): Promise<string | null>;
  /** Throws a Problem where it is refused, anything else where nobody answers. */
  tell(entry: Entry, body: string): Promise<void>;
  /** What the server answers to it; goes on where it broke off, if it can. */
  upload(blob: StoredBlob, progress: (sent: number) => void): Promise<unknown>;
  /** Something changed on the device. */
  changed(): void;
  progress(sha: string, sent: number): void;
}

/** What the server has of a photo is not what it was: it is looked at anew, and the others need not wait for it. */
export class Anew extends Error {}

/** Empty: nothing of this account waits any more. Locked: what waits is sealed, and nobody has opened it. Waiting: it is tried again after the pause. */
export type Outcome = 'empty' | 'refused' | 'signedOut' | 'other' | 'locked' | { wait: number };

/** Of a device's clock, in milliseconds either way. */
const allowed = 10 * 60_000;

const pauses = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

/** Milliseconds before the next try after so many in vain. */
export const pauseAfter = (failures: number) => pauses[Math.min(failures, pauses.length) - 1] ?? 1_000;

/** The server is not there, busy or does not answer in time; what it says of the matter itself is a refusal. */
export const isPassing = (error: unknown) =>
  !(error instanceof Problem) || error.status >= 500 || [408, 425, 429].includes(error.status);

const wordsOf = (problem: Problem) =>
  problem.faults.length > 0 ? problem.faults.map(({ message }) => message) : [problem.detail ?? problem.message];

/** Somebody else is signed in by now: nothing was done, and nothing is wrong with it. */
export const isOthers = (error: unknown) =>
  error instanceof Problem && error.faults.some(({ code }) => code === 'other-account');

/** What the server says of the matter itself. */
const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && !isPassing(error) && error.status !== 401 && !isOthers(error);

/** Sends what waits, one after the other, until nothing is left that may go. */
export async function drain(wire: Wire, failures: number): Promise<Outcome> {
  for (let isAnew = false; ; isAnew = true) {
    try {
      const { entries, blobs } = await readAll();
      if (entries.length === 0 && !blobs.some(isUnsent)) return 'empty';
      const account = await wire.account();
      if (account === null) return 'signedOut';
      if (![...entries, ...blobs.filter(isUnsent)].some(({ owner }) => owner === account)) return 'other';
      return await sendAll(wire, account, failures);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return 'signedOut';
      if (!isOthers(error)) return { wait: pauseAfter(failures + 1) };
      // Whoever has signed in meanwhile may have something of their own.
      if (isAnew) return 'other';
    }
  }
}

export const isUnsent = (blob: StoredBlob) => blob.content !== null && blob.answer === null && blob.failed.length === 0;

/** What passes over holds back what follows it of its subject; where nobody answers, nothing goes. */
async function sendAll(wire: Wire, account: string, failures: number): Promise<Outcome> {
  const held = new Set<string>();
  const send = async (subject: string, sending: Promise<unknown>) => {
    try {
      await sending;
    } catch (error) {
      if (error instanceof Unreachable || !isPassing(error)) throw error;
      held.add(subject);
    }
  };
  for (;;) {
    const { entries, blobs } = await readAll();
    const next = heads(entries, account).find(({ subject }) => !held.has(subject));
    if (next) {
      await send(next.subject, sendEntry(wire, next, blobs));
      continue;
    }
    // A photo is under way before somebody has written what it shows.
    const mine = blobs.filter((blob) => blob.owner === account && isUnsent(blob));
    const early = mine.find(({ content, subject }) => isOpen(content) && !held.has(subject));
    if (early) {
      await send(early.subject, sendBlob(wire, early));
      continue;
    }
    if (held.size > 0) return { wait: pauseAfter(failures + 1) };
    const isLocked = entries.some((entry) => entry.owner === account && entry.isLocked);
    if (isLocked || mine.some(({ content }) => !isOpen(content))) return 'locked';
    return entries.some(({ owner }) => owner === account) ? 'refused' : 'empty';
  }
}

/** Each of its blobs first; where one is refused, so is the entry. */
async function sendEntry(wire: Wire, entry: Entry, blobs: readonly StoredBlob[]): Promise<void> {
  const answers = new Map<string, unknown>();
  for (const sha of entry.blobs) {
    const blob = blobs.find((one) => one.sha === sha);
    const answer = blob ? await answerOf(wire, blob) : null;
    if (answer === null) {
      const words = (await readAll()).blobs.find((one) => one.sha === sha)?.failed ?? [];
      await change(entry, { refused: words.length > 0 ? words : ['?'] });
      wire.changed();
      return;
    }
    answers.set(sha, answer);
  }
  // From here on it stays as it is; and something may have taken its place while its photos went.
  const body = entry.tried ? entry.body : await clocked(wire, entry);
  if (!(await change(entry, { tried: true, body }))) return;
  try {
    await wire.tell(entry, JSON.stringify(filledWith(JSON.parse(body), answers)));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (!error.faults.some(({ code }) => entry.settledBy.includes(code))) {
      // The server forgot photos that nothing named for a day: they are sent anew, once by itself and then when somebody says so.
      const isForgotten = error.faults.some(({ code }) => code === 'not-uploaded');
      if (isForgotten) for (const sha of entry.blobs) await changeBlob(sha, unanswered);
      await change(entry, isForgotten && !entry.isAnew ? { isAnew: true } : { refused: wordsOf(error) });
      wire.changed();
      return;
    }
  }
  await purge(entry);
  wire.changed();
}

/** A clock that was set right since it was entered was wrong then: by how much is said with it. */
async function clocked(wire: Wire, { body, ahead }: Entry): Promise<string> {
  if (ahead === undefined || ahead === null) return body;
  const wrong = (await wire.ahead()) - ahead;
  if (Math.abs(wrong) <= allowed) return body;
  return JSON.stringify({ ...(JSON.parse(body) as object), clockMinutes: Math.round(wrong / 60_000) });
}

/** Null: it is refused. */
async function answerOf(wire: Wire, blob: StoredBlob): Promise<unknown> {
  const isGood = blob.answer !== null && (blob.content === null || wire.now() - (blob.answeredAt ?? 0) < goodFor);
  if (isGood) return blob.answer;
  if (blob.content === null || blob.failed.length > 0) return null;
  return sendBlob(wire, blob);
}

async function sendBlob(wire: Wire, blob: StoredBlob): Promise<unknown> {
  try {
    const answer = await wire.upload(blob, (sent) => wire.progress(blob.sha, sent));
    await changeBlob(blob.sha, { answer, answeredAt: wire.now() });
    return answer;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await changeBlob(blob.sha, { failed: wordsOf(error) });
    return null;
  } finally {
    wire.changed();
  }
}
