import type { PlaceLink } from './frame';

export type Deed =
  | 'registered'
  | 'corrected'
  | 'progressed'
  | 'completed'
  | 'filed'
  | 'retracted'
  | 'accepted'
  | 'returned'
  | 'suspended'
  | 'resumed'
  | 'withdrawn'
  | 'moved'
  | 'imported'
  | 'point.registered'
  | 'point.agreed'
  | 'point.sign-hung'
  | 'point.disqualified'
  | 'point.closed'
  | 'activity.entered';

/** One entry of `ticker`, an array of at most 12, the newest first. */
export interface TickerEntry {
  /** Of a facility or, by its deed, of a service point; of an activity the row of its place and month. */
  facility: string;
  /** Of an activity its kind; nobody's. */
  name: string;
  place: PlaceLink;
  line: string;
  deed: Deed;
  /** Recorded, ISO 8601 in UTC. */
  at: string;
  /** Of an inspection; of an activity how many it was for. */
  score: number | null;
}

/** Key `canary`: when the last canary event was given in, in milliseconds of the server's real UTC. */
export interface Canary {
  at: number;
}
