import { daysBetween } from '../time/dates';
import { groups, type FieldGroup, type Point, type Rules } from './points';

/** How old what stands in a group of fields is. */
export interface Freshness {
  group: FieldGroup;
  /** Null: never. */
  on: string | null;
  days: number | null;
  isOverdue: boolean;
}

/** Of every group; a cycle's last day is still within it. */
export function freshnessOf(point: Point, rules: Rules | null, today: string): Freshness[] {
  return groups.map((group) => {
    const on = point.verified.find((one) => one.group === group)?.on ?? null;
    if (on === null) return { group, on, days: null, isOverdue: true };
    const days = Math.max(0, daysBetween(on, today));
    const cycle = group === 'contact' ? rules?.contactDays : rules?.otherDays;
    return { group, on, days, isOverdue: cycle !== undefined && days > cycle };
  });
}

/** The group that has waited longest beyond its cycle, never verified first; else the one verified last. */
export function worst(all: readonly Freshness[]): Freshness | null {
  const age = ({ days }: Freshness) => days ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...all].sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue) || age(b) - age(a));
  const [first] = sorted;
  return first?.isOverdue ? first : (sorted.at(-1) ?? null);
}

/** Whether any group of it is. */
export const isDue = (all: readonly Freshness[]) => all.some(({ isOverdue }) => isOverdue);

/** Oldest first: never verified, then the longest ago. */
export function byAge(a: readonly Freshness[], b: readonly Freshness[]): number {
  const oldest = (all: readonly Freshness[]) =>
    all.reduce((least, { on, isOverdue }) => (isOverdue && (on ?? '') < least ? (on ?? '') : least), '9999');
  return oldest(a).localeCompare(oldest(b));
}
