import { handlings, type Handling } from './alerts';

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
