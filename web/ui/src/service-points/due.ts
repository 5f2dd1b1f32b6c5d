import type { Place } from '../screens/screens';
import { due, dueOf } from './freshness';
import type { Freshness, Listed, Point, Told } from './points';

/** One group of fields of one point that has to be verified. */
export interface DueRow {
  key: string;
  point: Point;
  of: Freshness;
  /** Why one may not say that it is right: something is not there, or one has entered it oneself. */
  barred: 'missing' | 'own' | null;
  /** Its opening hours in words. */
  hours: readonly Told[];
}

export interface DueGroup {
  place: string;
  name: string;
  rows: DueRow[];
}

const age = ({ of }: DueRow) => due(of);

/** The silo decides; this is what is offered. */
export function barredOf(point: Point, of: Freshness, me: string | null): DueRow['barred'] {
  if (point.corrected.some(({ group, actor }) => group === of.group && actor === me)) return 'own';
  return of.missing.length > 0 ? 'missing' : null;
}

/** By community, the one with the oldest first; in each the oldest first, never verified before all. */
export function groupsOf(items: readonly Listed[], places: readonly Place[], me: string | null): DueGroup[] {
  const rows = items.flatMap(({ point, freshness, hours }) =>
    dueOf(freshness).map((of): DueRow => ({
      key: `${point.id} ${of.group}`,
      point,
      of,
      hours,
      barred: barredOf(point, of, me),
    })),
  );
  rows.sort((a, b) => age(a).localeCompare(age(b)) || a.key.localeCompare(b.key));
  const groups = new Map<string, DueGroup>();
  for (const row of rows) {
    const { place } = row.point;
    const name = places.find(({ id }) => id === place)?.name ?? place;
    const group = groups.get(place) ?? { place, name, rows: [] };
    group.rows.push(row);
    groups.set(place, group);
  }
  return [...groups.values()];
}
