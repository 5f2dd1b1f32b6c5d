import type { Entry, StoredBlob } from '../outbox/entries';
import { activitiesPath, type ActivityItem, type AttachmentClaim, type NewActivity, type Stage } from './api';

/** Returned, lacking photos, on this phone alone, or done with. Refused: the server would not take it. */
export type Mark =
  'returned' | 'refused' | 'void' | 'incomplete' | 'waiting' | 'received' | 'correcting' | 'complete' | 'approved';

/** One record, of the server or of this phone. */
export interface FieldRecord {
  id: string;
  mark: Mark;
  log: Pick<NewActivity, 'id' | 'team' | 'kind' | 'place' | 'start' | 'end' | 'people' | 'attachments' | 'rating'> & {
    signature?: unknown;
  };
  /** Why it was returned or refused. */
  reasons: string[];
  reviewer: string | null;
  reviewedAt: string | null;
  /** Photos that the server has not. */
  missing: number;
  /** Of these, how many are on this phone. */
  here: number;
}

const order: Record<Mark, number> = {
  returned: 0,
  refused: 0,
  void: 0,
  incomplete: 1,
  received: 1,
  waiting: 2,
  correcting: 2,
  complete: 3,
  approved: 3,
};

const shown: Partial<Record<Stage, Mark>> = {
  returned: 'returned',
  void: 'void',
  incomplete: 'incomplete',
  correcting: 'correcting',
  complete: 'complete',
  approved: 'approved',
};

/** What to do first, then what is on its way, then the newest. */
export const sorted = (records: readonly FieldRecord[]): FieldRecord[] =>
  [...records].sort(
    (one, other) => order[one.mark] - order[other.mark] || Date.parse(other.log.start) - Date.parse(one.log.start),
  );

const isLog = ({ url }: Entry) => url === activitiesPath;

/** What was received and is in no list yet, by its id. */
export type Received = ReadonlyMap<string, NewActivity>;

/** All that there is to show; what a correction on this phone mends is shown as that alone. */
export function recordsOf(
  items: readonly ActivityItem[],
  entries: readonly Entry[],
  received: Received,
  blobs: readonly StoredBlob[],
): FieldRecord[] {
  const logs = entries.filter(isLog);
  const waiting = logs.map((entry) => ofPhone(JSON.parse(entry.body) as NewActivity, entry.refused, 'waiting'));
  const ids = new Set([...items.map(({ activity }) => activity.log.id), ...waiting.map(({ id }) => id)]);
  const between = [...received].filter(([id]) => !ids.has(id)).map(([, log]) => ofPhone(log, [], 'received'));
  const mended = new Set(
    [
      ...logs.filter(({ refused }) => refused.length === 0).map(({ body }) => JSON.parse(body) as NewActivity),
      ...received.values(),
    ].map(({ corrects }) => corrects),
  );
  const onPhone = new Set(blobs.filter(({ content }) => content !== null).map(({ file }) => file));
  // What the server has heard and this phone does not know of yet is one all the same.
  const here = new Set(waiting.map(({ id }) => id));
  const listed = items
    .filter(({ activity }) => !mended.has(activity.log.id) && !here.has(activity.log.id))
    .map((item) => ofServer(item, onPhone))
    .filter((record) => record !== null);
  return sorted([...waiting, ...between, ...listed]);
}

/** What a server's list shows, in its order. */
export function listedOf(items: readonly ActivityItem[], blobs: readonly StoredBlob[]): FieldRecord[] {
  const onPhone = new Set(blobs.filter(({ content }) => content !== null).map(({ file }) => file));
  return items.map((item) => ofServer(item, onPhone)).filter((record) => record !== null);
}

function ofPhone(log: NewActivity, refused: string[], mark: Mark): FieldRecord {
  const missing = mark === 'received' ? log.attachments.length : 0;
  return {
    id: log.id,
    mark: refused.length > 0 ? 'refused' : mark === 'received' && missing === 0 ? 'complete' : mark,
    log,
    reasons: refused,
    reviewer: null,
    reviewedAt: null,
    missing,
    here: missing,
  };
}

/** By the clock as it was set right. */
function clocked<T extends { start: string; end: string; clockMinutes: number }>(log: T): T {
  const right = (time: string) => new Date(Date.parse(time) + log.clockMinutes * 60_000).toISOString();
  return log.clockMinutes === 0 ? log : { ...log, start: right(log.start), end: right(log.end) };
}

function ofServer({ activity, reviewer }: ActivityItem, onPhone: ReadonlySet<string | undefined>): FieldRecord | null {
  const mark = shown[activity.stage];
  if (!mark) return null;
  const { reason } = activity;
  const log = clocked(activity.log);
  const missing = activity.attachments.filter(({ photo }) => !photo);
  return {
    id: log.id,
    mark,
    log,
    reasons: reason === undefined ? [] : [reason],
    reviewer: reviewer ?? null,
    reviewedAt: activity.reviewed?.at ?? null,
    missing: missing.length,
    here: missing.filter(({ claim }) => onPhone.has(claim.sha)).length,
  };
}

/** Whose photos the phone need not keep any more: the server shows that it has all of them, or that none is asked for. */
export const settled = (items: readonly Pick<ActivityItem, 'activity'>[]): Set<string> =>
  new Set(
    items
      .filter(
        ({ activity }) =>
          activity.attachments.every(({ photo }) => photo) ||
          ['superseded', 'withdrawn', 'void'].includes(activity.stage),
      )
      .map(({ activity }) => activity.log.id),
  );

/** A photo that the server shows as missing though it answered to it: it was put back from a backup, say. */
export interface LostPhoto {
  activity: string;
  claim: AttachmentClaim;
  blob: StoredBlob;
}

/** What of it is still on this phone, and waits for nothing. */
export function lostPhotos(
  items: readonly Pick<ActivityItem, 'activity'>[],
  entries: readonly Entry[],
  blobs: readonly StoredBlob[],
): LostPhoto[] {
  const named = new Set(entries.flatMap((entry) => entry.blobs));
  return items
    .filter(({ activity }) => activity.stage === 'incomplete')
    .flatMap(({ activity }) =>
      activity.attachments
        .filter(({ photo }) => !photo)
        .flatMap(({ claim }) => {
          const here = ({ sha, file, subject, content, answer }: StoredBlob) =>
            subject === activity.log.id && file === claim.sha && content !== null && answer !== null && !named.has(sha);
          const blob = blobs.find(here);
          return blob ? [{ activity: activity.log.id, claim, blob }] : [];
        }),
    );
}
