import type { Place } from '../screens/screens';
import { dueOf } from './freshness';
import type { Freshness, Listed, Point, Told } from './points';

/** One group of fields of one point that has to be verified. */
export interface DueRow {
  key: string;
  point: Point;
  of: Freshness;
  /** Its opening hours in words. */
  hours: readonly Told[];
}

export interface DueGroup {
  place: string;
  name: string;
  rows: DueRow[];
}

const age = ({ of }: DueRow) => of.on ?? '';

/** By community, the one with the oldest first; in each the oldest first, never verified before all. */
export function groupsOf(items: readonly Listed[], places: readonly Place[]): DueGroup[] {
  const rows = items.flatMap(({ point, freshness, hours }) =>
    dueOf(freshness).map((of): DueRow => ({ key: `${point.id} ${of.group}`, point, of, hours })),
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
