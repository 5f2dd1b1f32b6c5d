import type { Photo } from '../http/api';
import { command, sendOne } from '../http/request';
import { shrink } from '../photos/shrink';
import type { Stage } from '../walls/frame';

/** What is said of a facility's work. */
export interface Said {
  stage: Stage;
  on: string;
  note: string;
  /** Null: the line's only one. */
  measure: string | null;
  /** Thousandths, cumulative; null: in full. */
  quantity: number | null;
}

const path = '/api/v1/facilities/{id}' as const;

const given = <N extends string, V>(name: N, value: V | null | '') =>
  value === null || value === '' ? {} : ({ [name]: value } as Record<N, V>);

/** Of a stage before completion, or of a part. */
export const reportProgress = (id: string, { stage, on, note, measure, quantity }: Said) =>
  command(`${path}/progress`, {
    path: { id },
    body: {
      stage,
      on,
      ...given('note', note.trim()),
      ...given('measure', measure),
      ...given('quantity', quantity),
    },
  });

export const reportCompletion = (id: string, on: string, note: string) =>
  command(`${path}/completion`, { path: { id }, body: { on, ...given('note', note.trim()) } });

/** A photo that cannot be read or is too large, by its name. */
export class BadPhoto extends Error {}

/** Sends photos before anything names them. */
export async function keepPhotos(files: readonly File[]): Promise<Photo[]> {
  const kept: Photo[] = [];
  for (const file of files) {
    const small = await shrink(file);
    if (typeof small === 'string') throw new BadPhoto(file.name);
    kept.push(await sendOne('/api/v1/acceptance/report-photos', {}, small));
  }
  return kept;
}

/** 报竣材料: what shows that it is built. */
export const showBuilt = (id: string, note: string, photos: Photo[]) =>
  command(`${path}/acceptance/report`, { path: { id }, body: { note: note.trim(), photos } });
