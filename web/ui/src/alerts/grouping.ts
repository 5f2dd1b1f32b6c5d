import type { Place } from '../screens/screens';
import { handlingOf, levels, type Handling, type Level, type Listed } from './alerts';

/** The alerts of one street, or of the district by itself; by ids, so that what they say may change in place. */
export interface Group {
  /** The street's id. */
  street: string;
  ids: string[];
}

/** The street under which a unit's alerts stand; the district's own under the district. */
export function streetOf(places: readonly Place[], unit: string): string {
  const place = places.find(({ id }) => id === unit);
  return place?.kind === 'community' ? (place.parent ?? unit) : unit;
}

const rank = (level: Level) => levels.indexOf(level);

/** Worst first, then the longest due; equals by id, so that the order stands still. */
export const byWorst = (a: Listed, b: Listed): number =>
  rank(a.alert.facts.level) - rank(b.alert.facts.level) ||
  a.alert.facts.dueOn.localeCompare(b.alert.facts.dueOn) ||
  a.alert.id.localeCompare(b.alert.id);

const countOf = (all: readonly Listed[], level: Level) => all.filter(({ alert }) => alert.facts.level === level).length;

/** The street with the worst alert, then with the most of the worst, then the one that waits longest. */
function byWorstGroup(a: readonly Listed[], b: readonly Listed[]): number {
  const [x, y] = [a[0], b[0]];
  if (!x || !y) return b.length - a.length;
  const more = levels.reduce((found, level) => found || countOf(b, level) - countOf(a, level), 0);
  return rank(x.alert.facts.level) - rank(y.alert.facts.level) || more || byWorst(x, y);
}

/** Grouped by street, worst first. What is over comes as it is told: the newest first. */
export function groupsOf(listed: readonly Listed[], places: readonly Place[], isOver = false): Group[] {
  const groups = new Map<string, Listed[]>();
  for (const one of listed) {
    const street = streetOf(places, one.alert.key.unit);
    groups.set(street, [...(groups.get(street) ?? []), one]);
  }
  const all = [...groups].map(([street, rows]) => ({ street, rows: isOver ? rows : rows.sort(byWorst) }));
  if (!isOver) all.sort((a, b) => byWorstGroup(a.rows, b.rows));
  return all.map(({ street, rows }) => ({ street, ids: rows.map(({ alert }) => alert.id) }));
}

/** Null: every handling. */
export const matching = (listed: readonly Listed[], handling: Handling | null): Listed[] =>
  handling === null ? [...listed] : listed.filter(({ alert }) => handlingOf(alert) === handling);

export const keyOf = (groups: readonly Group[]): string =>
  groups.map(({ street, ids }) => `${street}:${ids.join()}`).join(';');

/** How many rows another arrangement would add, and how many it would take away. */
export function changesOf(held: readonly Group[], now: readonly Group[]): { added: number; gone: number } {
  const [before, after] = [held, now].map((all) => new Set(all.flatMap(({ ids }) => ids)));
  const without = (a: Set<string> | undefined, b: Set<string> | undefined) =>
    [...(a ?? [])].filter((id) => !b?.has(id)).length;
  return { added: without(after, before), gone: without(before, after) };
}
