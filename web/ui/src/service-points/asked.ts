import { states, way, type PointState, type Registration } from './points';

/** What a list of the directory shows; stands in the address, so that the list can be sent to somebody. */
export interface Asked {
  /** Null: all that one may see. */
  place: string | null;
  kind: string | null;
  state: PointState | null;
  step: Registration | null;
  text: string | null;
  due: boolean;
}

type Query = Record<string, unknown>;

const word = (query: Query, name: string) => {
  const value = query[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};
const one = <T extends string>(all: readonly T[], value: string | null) => all.find((known) => known === value) ?? null;

/** What the address says; a word that is none is passed over. */
export const askedOf = (query: Query): Asked => ({
  place: word(query, 'place'),
  kind: word(query, 'kind'),
  state: one(states, word(query, 'state')),
  step: one(way, word(query, 'step')),
  text: word(query, 'text'),
  due: word(query, 'due') === 'true',
});

/** The address of a list; what is not asked is left out. */
export function queryOf({ due, ...words }: Asked): Record<string, string> {
  const said = Object.entries(words).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(due ? [...said, ['due', 'true'] as const] : said);
}

/** Whether anything but the place is asked. */
export const isNarrowed = ({ kind, state, step, text, due }: Asked) =>
  Boolean(kind ?? state ?? step ?? text ?? (due || null));
