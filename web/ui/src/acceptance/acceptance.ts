import type { AcceptanceHead, AcceptanceView, FacilityView, Photo, Round, Waiting } from '../http/api';
import { together, type Scope } from '../duties/reach';
import { addressOf, command, read, readOrNone } from '../http/request';
import { sendPhoto } from '../http/sendPhoto';

export type {
  AcceptanceHead as Head,
  AcceptanceView as Case,
  Criterion,
  FacilityView as Facility,
  InspectionResult,
  JointInspection,
  Photo,
  Round,
  RoundEnding as Ending,
  Waiting,
} from '../http/api';

const of = '/api/v1/facilities/{id}/acceptance' as const;

/** What one list of the desk holds; what lies behind it is left out and said. */
export const most = 1_000;
const pageSize = 200;

export interface Found<T> {
  items: T[];
  isTruncated: boolean;
}

async function allOf<T>(
  page: (after: string | null) => Promise<{ items: T[]; next?: string | null }>,
): Promise<Found<T>> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const read = await page(next);
    items.push(...read.items);
    next = read.next ?? null;
  } while (next !== null && items.length < most);
  return { items, isTruncated: next !== null };
}

/** Of all scopes; what several hold stands once. */
async function ofEach<T>(
  scopes: readonly Scope[],
  ask: (scope: Scope) => Promise<Found<T>>,
  idOf: (one: T) => string,
): Promise<Found<T>> {
  let isTruncated = false;
  const items = await together(
    scopes,
    async (scope) => {
      const found = await ask(scope);
      isTruncated ||= found.isTruncated;
      return found.items;
    },
    idOf,
  );
  return { items, isTruncated };
}

/** Acceptances that wait for somebody; of `nothing` those whose last round is over. */
export const readCases = (scopes: readonly Scope[], waits: Waiting | null): Promise<Found<AcceptanceHead>> =>
  ofEach(
    scopes,
    (scope) => allOf((after) => read('/api/v1/inspections', { query: { ...scope, waits, after, limit: pageSize } })),
    ({ facility }) => facility,
  );

/** Facilities at a stage, or at all of them. */
export const readFacilities = (
  scopes: readonly Scope[],
  stage: FacilityView['stage'] | null,
): Promise<Found<FacilityView>> =>
  ofEach(
    scopes,
    (scope) => allOf((after) => read('/api/v1/facilities', { query: { ...scope, stage, after, limit: pageSize } })),
    ({ id }) => id,
  );

export const readFacility = (id: string) => readOrNone('/api/v1/facilities/{id}', { path: { id } });

/** Null: nothing was reported yet. */
export const readCase = (id: string): Promise<AcceptanceView | null> => readOrNone(of, { path: { id } });

export const readInspectors = (place: string | null, line: string | null) =>
  read('/api/v1/acceptance/inspectors', { query: { place, line } });

export const photoAddress = (id: string, photo: string) => addressOf(`${of}/photos/{photo}`, { path: { id, photo } });

export const sendReportPhoto = (photo: Blob) => sendPhoto('/api/v1/acceptance/report-photos', photo);

export const complete = (id: string, on: string) =>
  command('/api/v1/facilities/{id}/completion', { path: { id }, body: { on } });

export const report = (id: string, note: string, photos: readonly Photo[]) =>
  command(`${of}/report`, { path: { id }, body: { note, photos: [...photos] } });

export const takeBack = (id: string, reason: string) => command(`${of}/retraction`, { path: { id }, body: { reason } });

/** 报竣 itself, and not what was sent in with it. */
export const retract = (id: string, reason: string) =>
  command('/api/v1/facilities/{id}/retraction', { path: { id }, body: { stage: 'completed', reason } });

export const check = (id: string, isSound: boolean, note: string) =>
  command(`${of}/check`, { path: { id }, body: { isSound, ...(note.trim() ? { note: note.trim() } : {}) } });

export const plan = (id: string, on: string, members: readonly string[]) =>
  command(`${of}/inspection`, { path: { id }, body: { on, members: [...members] } });

export const callOff = (id: string, reason: string) =>
  command(`${of}/cancellation`, { path: { id }, body: { reason } });

/** The round that is open; null: none is. */
export const openRound = (of: AcceptanceView | null): Round | null => {
  const last = of?.rounds.at(-1);
  return last && !last.end ? last : null;
};
