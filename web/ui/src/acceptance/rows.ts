import { daysBetween } from '../time/dates';
import type { Facility, Found, Head, Waiting } from './acceptance';

/** The lists of the desk, in the order in which a facility passes through them. */
export const tabs = ['report', 'check', 'plan', 'inspect', 'over', 'withdrawn'] as const;
export type Tab = (typeof tabs)[number];

/** What is over is read only while it is looked at. */
export const isOver = (tab: Tab) => tab === 'over' || tab === 'withdrawn';

/** One facility on a list. */
export interface Row {
  id: string;
  name: string;
  line: string;
  place: string;
  /** From 1; 0: nothing was reported yet. */
  round: number;
  /** Since which day it waits, or when it was over. */
  since: string | null;
  /** Day of the inspection that is planned. */
  on: string | null;
  members: readonly string[];
  ended: Head['ended'] | null;
  /** Of a facility that nobody has reported with its evidence: how far it is. */
  facility: Facility | null;
}

export const rowOf = (head: Head): Row => ({
  id: head.facility,
  name: head.name,
  line: head.line,
  place: head.place,
  round: head.round,
  since: head.since,
  on: head.on ?? null,
  members: head.members,
  ended: head.ended ?? null,
  facility: null,
});

/** The day from which it waits to be reported with its evidence: the report, or the return. */
const sinceOf = (of: Facility): string | null =>
  of.standing === 'returned'
    ? (of.standingSince ?? null)
    : (of.reached.find(({ stage }) => stage === 'completed')?.on ?? null);

const rowOfFacility = (of: Facility): Row => ({
  id: of.id,
  name: of.name,
  line: of.line,
  place: of.place,
  round: 0,
  since: sinceOf(of),
  on: null,
  members: [],
  ended: null,
  facility: of,
});

/** Facilities whose evidence is still to come: neither accepted nor out of the plan, and with no round that is open. */
export function toReport(facilities: readonly Facility[], open: readonly Head[]): Row[] {
  const busy = new Set(open.map(({ facility }) => facility));
  return facilities
    .filter(({ id, stage, standing }) => stage !== 'accepted' && isActive(standing) && !busy.has(id))
    .map(rowOfFacility);
}

const isActive = (standing: Facility['standing']) => standing !== 'withdrawn' && standing !== 'suspended';

/** Who waits longest comes first; of what is over the newest; who has no day comes last. */
export function sorted(rows: readonly Row[], tab: Tab): Row[] {
  const key = (row: Row) => (tab === 'inspect' ? row.on : row.since) ?? '9999';
  const turn = isOver(tab) ? -1 : 1;
  return [...rows].sort((a, b) => turn * key(a).localeCompare(key(b)) || a.name.localeCompare(b.name, 'zh'));
}

/** Whole days from a day to today; null: there is no day. */
export const waited = (row: Row, today: string): number | null =>
  row.since === null ? null : Math.max(0, daysBetween(row.since, today));

export interface Lists {
  cases: Found<Head>;
  /** Null: not asked for. */
  facilities: Found<Facility> | null;
  over: Found<Head> | null;
}

const waitsOf: Partial<Record<Tab, Waiting>> = { check: 'check', plan: 'plan', inspect: 'inspect' };

/** What a list holds; null: it was not read. */
export function rowsOf({ cases, facilities, over }: Lists, tab: Tab): Row[] | null {
  // A report that was taken back is no verdict.
  const isBack = ({ ended }: Head) => ended === 'takenBack';
  if (isOver(tab))
    return over && sorted(over.items.filter((head) => isBack(head) === (tab === 'withdrawn')).map(rowOf), tab);
  if (tab === 'report') return facilities && sorted(toReport(facilities.items, cases.items), tab);
  return sorted(cases.items.filter(({ waits }) => waits === waitsOf[tab]).map(rowOf), tab);
}

/** Rows in whose name, place or line a text stands. */
export function matching(rows: readonly Row[], text: string, words: (row: Row) => string): Row[] {
  const asked = text.trim().toLowerCase();
  return asked === '' ? [...rows] : rows.filter((row) => words(row).toLowerCase().includes(asked));
}
