import type { AcceptanceHead, AcceptanceView, Checklist } from '../http/api';
import { command, read, readOrNone } from '../http/request';

/** A report that waits for the street's check, with its evidence. */
export interface Check {
  head: AcceptanceHead;
  /** Null: it cannot be read, or is no more. */
  view: AcceptanceView | null;
  /** Photos that the line's standard asks for; null: it has none written. */
  photosAsked: number | null;
}

/** What keeps a report from being passed in a batch. */
export type Flaw = 'unread' | 'own' | 'photos' | 'note' | 'over';

/** As many as are read with their evidence at once. */
export const mostRead = 12;

export const reportOf = (view: AcceptanceView | null) => view?.rounds.at(-1)?.report ?? null;

/** Complete records have none; `me` is whoever would pass it. */
export function flawOf({ head, view, photosAsked }: Check, me: string | null): Flaw | null {
  const report = reportOf(view);
  if (!report) return 'unread';
  if (view?.waits !== 'check' || head.waits !== 'check') return 'over';
  if (report.by === me) return 'own';
  if (report.photos.length < Math.max(1, photosAsked ?? 1)) return 'photos';
  return report.note.trim() === '' ? 'note' : null;
}

export const photosAskedBy = (list: Checklist | null | undefined) =>
  list ? list.items.filter(({ kind }) => kind === 'photo').length : null;

/** Evidence and standards, kept while what they are of stays the same. */
const views = new Map<string, AcceptanceView>();
const standards = new Map<string, number | null>();

async function photosOf(line: string): Promise<number | null> {
  const known = standards.get(line);
  if (known !== undefined) return known;
  const found = await readOrNone('/api/v1/lines/{id}/standard', { path: { id: line } }).catch(() => null);
  const asked = photosAskedBy(found?.inForce);
  standards.set(line, asked);
  return asked;
}

export async function readChecks(heads: readonly AcceptanceHead[]): Promise<Check[]> {
  return Promise.all(
    heads.slice(0, mostRead).map(async (head) => {
      const key = `${head.facility}/${head.round}/${head.waits}`;
      const view =
        views.get(key) ??
        (await read('/api/v1/facilities/{id}/acceptance', { path: { id: head.facility } }).catch(() => null));
      if (view) views.set(key, view);
      return { head, view, photosAsked: await photosOf(head.line) };
    }),
  );
}

export const passCheck = (facility: string) =>
  command('/api/v1/facilities/{id}/acceptance/check', { path: { id: facility }, body: { isSound: true } });

export const sendBack = (facility: string, note: string) =>
  command('/api/v1/facilities/{id}/acceptance/check', { path: { id: facility }, body: { isSound: false, note } });
