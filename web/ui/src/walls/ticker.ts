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
  | 'point.closed';

/** One entry of `ticker`, an array of at most 12, the newest first. */
export interface TickerEntry {
  /** Of a facility or, by its deed, of a service point. */
  facility: string;
  name: string;
  place: PlaceLink;
  line: string;
  deed: Deed;
  /** Recorded, ISO 8601 in UTC. */
  at: string;
  score: number | null;
}

/** Key `canary`: when the last canary event was given in, in milliseconds of the server's real UTC. */
export interface Canary {
  at: number;
}
