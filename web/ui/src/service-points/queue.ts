import type { Listed } from './points';

/** What waits for the bureau. */
export interface Filed {
  listed: Listed;
  /** Day on which the street filed it. */
  on: string;
}

/** The oldest first; of one day by id, so that the order stands still. */
export const queueOf = (items: readonly Listed[]): Filed[] =>
  items
    .filter(({ point }) => point.state === 'open' || point.state === 'paused')
    .map((listed) => ({ listed, on: listed.point.office?.steps.find(({ step }) => step === 'filed')?.on ?? '' }))
    .sort((a, b) => a.on.localeCompare(b.on) || a.listed.point.id.localeCompare(b.listed.point.id));
