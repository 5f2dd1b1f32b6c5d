import { tabs, type Tab } from './rows';

/** What the desk shows; stands in the address, so that it can be sent to somebody. */
export interface Asked {
  /** Null: where whoever looks begins. */
  tab: Tab | null;
  place: string | null;
  line: string | null;
  /** The one that is read; null: none is chosen. */
  facility: string | null;
}

const word = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** What the address says; a word that is none is passed over. */
export const askedOf = (query: Record<string, unknown>): Asked => ({
  tab: tabs.find((one) => one === query['list']) ?? null,
  place: word(query['place']),
  line: word(query['line']),
  facility: word(query['facility']),
});

/** The address; what is not asked is left out. */
export const queryOf = ({ tab, place, line, facility }: Asked): Record<string, string> => ({
  ...(tab ? { list: tab } : {}),
  ...(place ? { place } : {}),
  ...(line ? { line } : {}),
  ...(facility ? { facility } : {}),
});
