import type { Outcome } from './sender';

export interface Waiting {
  entries: number;
  photos: number;
  refused: readonly unknown[];
  /** Of colleagues, who used this device before. */
  others: { entries: number; photos: number };
}

export type Banner = 'offline' | 'sending' | 'silent' | 'signedOut' | 'other' | 'locked' | 'refused' | 'done' | null;

/** What the banner says; null: there is nothing to say. Refused: nothing else waits any more. */
export function bannerOf(
  { entries, photos, refused, others }: Waiting,
  outcome: Outcome | 'sending',
  isOnline: boolean,
  wasSending: boolean,
): Banner {
  if (!isOnline) return 'offline';
  const waitsForOthers = others.entries + others.photos > 0;
  if (outcome === 'locked') return 'locked';
  if (outcome === 'signedOut' && (waitsForOthers || entries + photos > 0)) return 'signedOut';
  if (entries + photos === 0) return wasSending ? 'done' : waitsForOthers ? 'other' : null;
  if (entries + photos === refused.length || outcome === 'refused') return 'refused';
  return typeof outcome === 'object' ? 'silent' : 'sending';
}

/** 3.1 MB, 12 KB. */
export const sizeOf = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
