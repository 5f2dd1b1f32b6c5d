import { businessDate } from '../time/dates';
import type { CheckedField } from '../http/api';
import type { Entry, FieldGroup, Finding, Listing, Record as OfficeRecord, VerifiedBy } from './points';

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
  record?: OfficeRecord;
  fields?: readonly CheckedField[];
  note?: string;
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
  /** Of the office's record: the fields that were changed, and nothing of what stands in them. */
  noted: Noted[];
}

export const notedFields = ['inCharge', 'mobileShownSince', 'licences', 'staff', 'notes'] as const;
export type Noted = (typeof notedFields)[number];

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export const changesOf = (before: Listing, after: Listing): Change[] =>
  fields.filter((field) => !same(before[field], after[field])).map((field) => ({ field, before, after }));

/** A point's journal in words' order, the newest first; a correction knows what stood there before it. */
export function tell(entries: readonly Entry[]): Told[] {
  let listing: Listing | null = null;
  let record: OfficeRecord = { licences: [] };
  let hasPhoto = false;
  const told = entries.map((entry): Told => {
    const data = entry.data as Data;
    const now: Listing | null = data.listing ?? data.draft?.listing ?? null;
    const changes = now && listing ? changesOf(listing, now) : [];
    listing = now ?? listing;
    const { version, actor, recordedAt } = entry;
    const type = entry.type.slice(entry.type.indexOf('.') + 1);
    const what = type === 'photo-shown' && hasPhoto ? 'photo-replaced' : type;
    if (type.startsWith('photo-')) hasPhoto = type === 'photo-shown';
    const written = data.record ?? record;
    const noted = notedFields.filter((field) => !same(record[field], written[field]));
    record = written;
    return { version, what, actor, recordedAt, data, changes, noted };
  });
  return told.reverse();
}

/** With what phone checks found wrong, which no journal of the point has: on its day, before what was done on that day. */
export function withFindings(told: readonly Told[], findings: readonly Finding[]): Told[] {
  const found = findings.map(({ on, fields, note }, n): Told => {
    const data = { fields, ...(note ? { note } : {}) };
    return {
      version: -1 - n,
      what: 'found-wrong',
      actor: '',
      recordedAt: on,
      data,
      changes: [],
      noted: [],
    };
  });
  const dayOf = ({ recordedAt, version }: Told) => (version < 0 ? recordedAt : businessDate(Date.parse(recordedAt)));
  // Sorting keeps the order of what is of one day: the newest first, and the call last.
  return [...told, ...found].sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
}
