import { filledWith, isMark, most, type Draft } from '../outbox/entries';
import { enterAll, enterBlob } from '../outbox/outbox';
import { bytesOfBase64, readUnsent, type UnsentFile } from '../outbox/unsentFile';
import { activitiesPath, uploadsPath, type NewActivity } from './api';

export interface TakenIn {
  records: number;
  photos: number;
  /** What is of no team that they lead, or no activity. */
  left: number;
}

/** With what base64 and JSON add to it. */
const mostBytes = most.bytes * 1.5;

type Filed = UnsentFile['entries'][number];
type Photo = { sha?: unknown; photo?: unknown };

/** What another phone could not send, sent by whoever leads its team. Null: it is no such file. */
export async function takeIn(file: Blob, owner: string, teams: ReadonlySet<string>): Promise<TakenIn | null> {
  const found = file.size > mostBytes ? null : readUnsent(await file.text());
  if (!found) return null;
  const logs = found.entries.filter((one) => isLog(one, teams));
  const ids = new Set(logs.map(({ subject }) => subject));
  const photos = found.entries.filter((one) => isPhoto(one, ids));
  const blobs = new Map<string, unknown>();
  for (const one of found.photos) {
    if (!photos.some(({ body }) => markOf(body) === one.key)) continue;
    const of = { owner, subject: one.subject, url: uploadsPath };
    const { sha } = await enterBlob(new Blob([bytesOfBase64(one.base64)], { type: one.type }), of);
    blobs.set(one.key, { $blob: sha });
  }
  const whole = photos.filter(({ body }) => markOf(body) === null || blobs.has(markOf(body) ?? ''));
  await enterAll([...logs.map((one) => logOf(one, owner)), ...whole.map((one) => photoOf(one, owner, blobs))]);
  return { records: logs.length, photos: whole.length, left: found.entries.length - logs.length - whole.length };
}

/** An address is never taken from a file: what is not exactly one of these is left. */
const isLog = ({ subject, url, body }: Filed, teams: ReadonlySet<string>) => {
  const log = body as Partial<NewActivity>;
  return url === activitiesPath && log.id === subject && typeof log.team === 'string' && teams.has(log.team);
};

const isPhoto = ({ subject, url, body }: Filed, ids: ReadonlySet<string>) =>
  ids.has(subject) && url === `${activitiesPath}/${subject}/attachments` && typeof (body as Photo).sha === 'string';

function markOf(body: object): string | null {
  const { photo } = body as Photo;
  return isMark(photo) ? photo.$blob : null;
}

/** Under its own key: if the phone sends it after all, the server has it once. */
const logOf = ({ key, subject, label, body }: Filed, owner: string): Draft => ({
  key,
  owner,
  subject,
  label,
  slot: 'log',
  url: activitiesPath,
  settledBy: [],
  body,
  ahead: null,
  leads: true,
});

const photoOf = ({ subject, label, body }: Filed, owner: string, blobs: ReadonlyMap<string, unknown>): Draft => ({
  owner,
  subject,
  label,
  slot: `photo:${String((body as Photo).sha)}`,
  url: `${activitiesPath}/${subject}/attachments`,
  settledBy: ['attached'],
  body: filledWith(body, blobs),
  holds: true,
});
