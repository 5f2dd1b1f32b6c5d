import type {
  CheckedField,
  DirectoryRules,
  FieldGroup,
  PointKind as Kind,
  PointListing,
  PointNow,
  PointRecord,
  PointState,
  Registration,
  ServicePointView,
  VerifiedBy,
} from '../http/api';
import { command, read, readOrNone } from '../http/request';
import { businessDate } from '../time/dates';

export type {
  DirectoryRules as Rules,
  FieldGroup,
  Freshness,
  HistoryItem as Entry,
  Licence,
  OpeningHoursRead as HoursRead,
  PhoneType,
  PointFinding as Finding,
  Reason as Told,
  OpenNow,
  PointCount as Count,
  PointKind as Kind,
  PointListing as Listing,
  PointPhone as Phone,
  PointRecord as Record,
  PointService as Service,
  PointState,
  Position,
  Registration,
  RegistrationStep,
  VerifiedBy,
} from '../http/api';

export type Point = ServicePointView;
/** A point with what only a clock can say of it. */
export type Listed = PointNow;

export const states: readonly PointState[] = ['open', 'paused', 'closed', 'disqualified'];
/** The way of a shop, none skipped. */
export const way: readonly Registration[] = ['found', 'filed', 'registered', 'agreed', 'signHung', 'supervised'];
export const groups: readonly FieldGroup[] = ['contact', 'other'];

const path = '/api/v1/service-points';
const of = `${path}/{id}` as const;

/** What is left out, or null, is not asked. */
export interface Question {
  place?: string | null;
  line?: string | null;
  kind?: string | null;
  state?: PointState | null;
  registration?: Registration | null;
  q?: string | null;
  due?: boolean | null;
}

export const pageSize = 50;

/** What is past its cycle of verification comes last; of due ones the longest first. */
export const readPoints = (question: Question, after: string | null = null, limit = pageSize) =>
  read(path, { query: { ...question, due: question.due || null, after, limit } });

/** No list that has to be whole is longer: what is left out is said. */
export const most = 2_000;

/** All that fit a question, as far as a page may hold them. */
export async function readAll(question: Question): Promise<{ items: Listed[]; truncated: boolean }> {
  const items: Listed[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPoints>> = await readPoints(question, after, 200);
    items.push(...page.items);
    after = page.next ?? null;
  } while (after !== null && items.length < most);
  return { items, truncated: after !== null };
}

export const readCounts = (place: string | null, line: string | null) =>
  read(`${path}/counts`, { query: { place, line } });

/** Points whose standing is under review since a complaint was substantiated, the longest first. */
export const readReviewed = (place: string | null, line: string | null) =>
  read(`${path}/reviewed`, { query: { place, line } });

export const readPoint = (id: string) => readOrNone(of, { path: { id } });

export const readHistory = (id: string, after: number) =>
  readOrNone(`${of}/history`, { path: { id }, query: { after, limit: 200 } });

/** As the domain reads them, or where they go wrong. */
export const readHours = (text: string) => read('/api/v1/opening-hours', { query: { text } });

/** The day that business is done on. */
export const readToday = async () => businessDate(Date.parse((await read('/api/v1/rehearsal')).now));

/** What the district has decided about its directory; null: nothing yet. */
export const readRules = async (): Promise<DirectoryRules | null> =>
  (await readOrNone('/api/v1/plan'))?.directory ?? null;

export interface Draft {
  id: string;
  kind: string;
  place: string;
  listing: PointListing;
  source: string;
}

export const find = (draft: Draft) => command(path, { body: draft });

/** Refused where somebody else has changed it since it was read. */
export const correct = ({ id, listedAt }: Point, listing: PointListing) =>
  command(`${of}/correction`, { path: { id }, body: { listing, seen: listedAt } });

export const note = ({ id, office }: Point, record: PointRecord) =>
  command(`${of}/record`, { path: { id }, body: { record, seen: office?.notedAt ?? 0 } });

export const readFindings = (id: string) => read(`${of}/findings`, { path: { id } });

export interface Mismatch {
  fields: readonly CheckedField[];
  by: VerifiedBy;
  on: string;
  note: string;
}

/** For the street to correct. */
export const mismatch = ({ id, listedAt }: Point, { fields, by, on, note }: Mismatch) =>
  command(`${of}/mismatch`, {
    path: { id },
    body: { fields: [...fields], by, on, seen: listedAt, ...(note.trim() ? { note: note.trim() } : {}) },
  });

export const hidePhoto = (id: string) => command(`${of}/photo-removal`, { path: { id }, body: {} });

export const kindOf = (rules: DirectoryRules | null, id: string): Kind | null =>
  rules?.kinds.find((kind) => kind.id === id) ?? null;

/** A sign of one that is over still hangs. */
export const hangsStill = (point: Point) =>
  (point.state === 'closed' || point.state === 'disqualified') &&
  point.sign !== undefined &&
  point.office?.signDown === undefined;
