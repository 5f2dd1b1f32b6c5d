import type { Sealed } from '../locks/sealed';

/** What stands in a body for a photo that is sent before; the server's answer takes its place. */
export interface BlobMark {
  $blob: string;
}

/** A command that waits for the server. */
export interface Entry {
  /** Given by the device, in the order of entering. */
  n: number;
  /** Made when it was entered: however often it is sent, it has one effect. */
  key: string;
  /** Account that entered it; it is sent while this account is signed in, and never as somebody else. */
  owner: string;
  /** What is sent in order, e.g. a facility: one that is refused holds what follows it, and nothing else. */
  subject: string;
  /** A later entry of the same slot takes this one's place as long as it was not sent. */
  slot: string | null;
  /** For whoever reads the list. */
  label: string;
  url: string;
  /** JSON; blobs stand in it as marks. */
  body: string;
  blobs: string[];
  /** Codes of refusals which say that it is there already. */
  settledBy: string[];
  at: number;
  /** Set before it is sent for the first time: from then on nothing takes its place. */
  tried: boolean;
  /** Words of a refusal; empty: it waits. */
  refused: string[];
  /** Business time less the device's, by which the times in its body were told, in milliseconds; none: they do not rest on the device's clock. */
  ahead?: number | null;
  /** What follows of its subject means nothing without it, and is given up with it. */
  leads?: boolean;
  /** The bytes of its photos stay until the server shows that it has them. */
  holds?: boolean;
  /** Its photos were forgotten by the server, and go once more. */
  isAnew?: boolean;
  /** Its words are sealed, and nobody has opened the lock: they are empty here. */
  isLocked?: boolean;
}

/** An entry as it lies on the device: what somebody wrote is sealed where they have a lock. */
export type EntryRow = Omit<Entry, 'body' | 'label' | 'refused' | 'isLocked'> & {
  body: string | Sealed;
  label: string | Sealed;
  refused: (string | Sealed)[];
};

export type Draft = Pick<
  Entry,
  'owner' | 'subject' | 'slot' | 'label' | 'url' | 'settledBy' | 'ahead' | 'leads' | 'holds'
> & {
  body: unknown;
  /** Of what another device entered: told by both, it has one effect. None: it is new. */
  key?: string;
};

/** A photo or document that somebody took on this device. */
export interface StoredBlob {
  /** SHA-256 of its owner and of what the device has. */
  sha: string;
  owner: string;
  subject: string;
  /** SHA-256 of what the device has, whosever it is. */
  file?: string;
  type: string;
  size: number;
  /** Null: the server has it, and something that names it. It is opened where it is needed. */
  content: ArrayBuffer | Sealed | null;
  /** Where it is sent, by tus. */
  url: string;
  /** Where the server keeps what it has of it; null: nowhere. */
  address: string | null;
  /** What the server answered to it, and when; it forgets what nothing names after a day. */
  answer: unknown;
  answeredAt: number | null;
  at: number;
  /** Words of a refusal; empty: none. */
  failed: string[];
}

export type BlobRow = StoredBlob;

/** Of a photo that the server has not, or not any more. */
export const unanswered = { address: null, answer: null, answeredAt: null } satisfies Partial<StoredBlob>;

/** Of a shift without a network: what does not fit any more is refused, and what is there stays. */
export const most = { entries: 1_000, bytes: 300 * 1024 * 1024 };

/** It is not kept, and why: too many wait, too much does, or the device has no room. */
export class Full extends Error {
  constructor(readonly reason: 'entries' | 'bytes' | 'device') {
    super(reason);
  }
}

/** Less than the day after which the server forgets what nothing names. */
export const goodFor = 20 * 3_600_000;

export const isMark = (value: unknown): value is BlobMark =>
  typeof value === 'object' && value !== null && typeof (value as BlobMark).$blob === 'string';

/** The blobs that a body names. */
export function blobsOf(body: unknown): string[] {
  if (isMark(body)) return [body.$blob];
  if (Array.isArray(body)) return [...new Set(body.flatMap(blobsOf))];
  if (typeof body === 'object' && body !== null) return [...new Set(Object.values(body).flatMap(blobsOf))];
  return [];
}

/** The body as it is sent: what the server answered to each blob stands where it was marked. */
export function filledWith(body: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (isMark(body)) return answers.get(body.$blob);
  if (Array.isArray(body)) return body.map((one) => filledWith(one, answers));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([field, value]) => [field, filledWith(value, answers)]));
}

/** Which may be sent now: of each subject the first, unless that one was refused. */
export function heads(entries: readonly Entry[], owner: string): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (entry.owner !== owner || entry.isLocked || seen.has(entry.subject)) return false;
    seen.add(entry.subject);
    return entry.refused.length === 0;
  });
}
