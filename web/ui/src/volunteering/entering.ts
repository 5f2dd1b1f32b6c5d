import type { Draft } from '../outbox/entries';
import { enterAll, enterLost } from '../outbox/outbox';
import { activitiesPath, type NewActivity } from './api';
import type { LogPhoto } from './draft';
import type { LostPhoto } from './records';

interface By {
  owner: string;
  label: string;
  /** Null: no clock is judged by it. */
  ahead: number | null;
}

/** The record first, so that it is received though photos are missing; then each photo. */
export function draftsOf(log: NewActivity, photos: readonly LogPhoto[], { owner, label, ahead }: By): Draft[] {
  const common = { owner, subject: log.id, label };
  return [
    { ...common, slot: 'log', url: activitiesPath, settledBy: [], body: log, ahead, leads: true },
    ...photos.map(({ sha, blob, photo }) => photoOf(common, sha, blob ? { $blob: blob } : photo)),
  ];
}

const photoOf = (common: Pick<Draft, 'owner' | 'subject' | 'label'>, sha: string, photo: unknown): Draft => ({
  ...common,
  slot: `photo:${sha}`,
  url: `${activitiesPath}/${common.subject}/attachments`,
  settledBy: ['attached'],
  body: { sha, photo },
  holds: true,
});

/** What the server has lost goes once more. */
export const enterLostPhotos = (lost: readonly LostPhoto[], owner: string, label: string) =>
  enterLost(
    lost.map(({ activity, claim, blob }) =>
      photoOf({ owner, subject: activity, label }, claim.sha, { $blob: blob.sha }),
    ),
    lost.map(({ blob }) => blob.sha),
  );

/** All of it is on the phone when this resolves, or nothing is. */
export const enterLog = (log: NewActivity, photos: readonly LogPhoto[], by: By) => enterAll(draftsOf(log, photos, by));
