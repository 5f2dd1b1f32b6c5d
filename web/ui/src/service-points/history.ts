import type { Entry, FieldGroup, Listing, VerifiedBy } from './points';

/** What an entry of a point's journal tells, as far as its page reads it. */
interface Data {
  draft?: { listing: Listing };
  listing?: Listing;
  on?: string;
  number?: string;
  until?: string;
  reason?: string;
  complaint?: string;
  to?: string;
  group?: FieldGroup;
  by?: VerifiedBy;
}

export const fields = [
  'name',
  'aliases',
  'address',
  'landmark',
  'phones',
  'hours',
  'services',
  'homeVisits',
  'stepFree',
  'position',
] as const;
export type Field = (typeof fields)[number];

export interface Change {
  field: Field;
  before: Listing | null;
  after: Listing;
}

export interface Told {
  version: number;
  /** What happened, without `point.` before it. */
  what: string;
  actor: string;
  recordedAt: string;
  data: Data;
  /** Of a correction: the fields that it changed. */
  changes: Change[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export const changesOf = (before: Listing, after: Listing): Change[] =>
  fields.filter((field) => !same(before[field], after[field])).map((field) => ({ field, before, after }));

/** A point's journal in words' order, the newest first; a correction knows what stood there before it. */
export function tell(entries: readonly Entry[]): Told[] {
  let listing: Listing | null = null;
  const told = entries.map((entry): Told => {
    const data = entry.data as Data;
    const now: Listing | null = data.listing ?? data.draft?.listing ?? null;
    const changes = now && listing ? changesOf(listing, now) : [];
    listing = now ?? listing;
    const { version, actor, recordedAt } = entry;
    return { version, what: entry.type.slice(entry.type.indexOf('.') + 1), actor, recordedAt, data, changes };
  });
  return told.reverse();
}
