import type { Draft } from '../outbox/entries';
import { enterAll } from '../outbox/outbox';
import { activitiesPath, type NewActivity } from './api';
import type { LogPhoto } from './draft';

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
    ...photos.map(({ sha, blob, photo }) => ({
      ...common,
      slot: `photo:${sha}`,
      url: `${activitiesPath}/${log.id}/attachments`,
      settledBy: ['attached'],
      body: { sha, photo: blob ? { $blob: blob } : photo },
      holds: true,
    })),
  ];
}

/** All of it is on the phone when this resolves, or nothing is. */
export const enterLog = (log: NewActivity, photos: readonly LogPhoto[], by: By) => enterAll(draftsOf(log, photos, by));
