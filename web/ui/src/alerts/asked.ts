import { handlings, type Handling, type Question } from './alerts';
import { scopesIn, type Desk } from './desk';

/** What the list shows; stands in the address, so that it can be sent to somebody. */
export interface Asked {
  /** Null: all that one may see. */
  place: string | null;
  handling: Handling | null;
  over: boolean;
  copies: boolean;
  /** The one that is read; null: none is chosen. */
  alert: string | null;
}

const word = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** What the address says; a word that is none is passed over. */
export const askedOf = (query: Record<string, unknown>): Asked => ({
  place: word(query['place']),
  handling: handlings.find((one) => one === query['handling']) ?? null,
  over: query['over'] === 'true',
  copies: query['copies'] === 'true',
  alert: word(query['alert']),
});

/** The address; what is not asked is left out. */
export const queryOf = ({ place, handling, over, copies, alert }: Asked): Record<string, string> => ({
  ...(place ? { place } : {}),
  ...(handling ? { handling } : {}),
  ...(over ? { over: 'true' } : {}),
  ...(copies ? { copies: 'true' } : {}),
  ...(alert ? { alert } : {}),
});

/** What the server is asked for; whose own alerts are copies sees them. */
export const questionOf = ({ place, over, copies }: Asked, desk: Desk | null): Question => ({
  scopes: desk ? scopesIn(desk, place) : [],
  over,
  copies: copies || desk?.home?.kind === 'community',
});
