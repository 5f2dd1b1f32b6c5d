import type { Desk } from '../alerts/desk';
import type { Kind } from './tickets';

/** Of a lead unit the select's value is its line's, else the place's. */
export const leadOf = (line: string) => `line:${line}`;

export function unitOf(value: string, district: string | null): { unit: string; unitLine?: string } | null {
  if (!value.startsWith('line:')) return value ? { unit: value } : null;
  return district ? { unit: district, unitLine: value.slice('line:'.length) } : null;
}

/** The street in which a place is; null: it is the district's own. */
export function streetOf(place: string | null | undefined, desk: Desk): string | null {
  const all = desk.named ?? desk.places;
  let one = all.find(({ id }) => id === place);
  while (one && one.kind !== 'street') one = all.find(({ id }) => id === one?.parent);
  return one?.id ?? null;
}

/** Who would get it: the street where it is; of a report the lead unit of its line. Empty: somebody has to choose. */
export function presetOf(kind: Kind, street: string | null, line: string | null, desk: Desk): string {
  if (kind !== 'report') return street ?? '';
  return line && desk.lines.some(({ id }) => id === line) ? leadOf(line) : '';
}
