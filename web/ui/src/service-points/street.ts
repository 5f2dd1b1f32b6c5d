import { hangsStill, way, type Kind, type Listed, type Point, type Registration, type Rules } from './points';
import type { Place } from '../screens/screens';

/** Points of one kind in a street, by how far they are. */
export interface KindRow {
  kind: Kind;
  steps: Record<Registration, number>;
  all: number;
  paused: number;
  overdue: number;
}

const isThere = ({ state }: Point) => state === 'open' || state === 'paused';

/** Kinds of which there is one, and those that a circle has to have. What is closed or disqualified is none. */
export function rowsOf(items: readonly Listed[], rules: Rules): KindRow[] {
  return rules.kinds.flatMap((kind) => {
    const there = items.filter(({ point }) => point.kind === kind.id && isThere(point));
    if (there.length === 0 && !rules.sufficient.includes(kind.id)) return [];
    const at = (step: Registration) => there.filter(({ point }) => point.office?.registration === step).length;
    return {
      kind,
      steps: Object.fromEntries(way.map((step) => [step, at(step)])) as KindRow['steps'],
      all: there.length,
      paused: there.filter(({ point }) => point.state === 'paused').length,
      overdue: there.filter(({ freshness }) => freshness.some(({ isOverdue }) => isOverdue)).length,
    };
  });
}

/** Open, and under agreement where its kind is registered: counts for its community's circle. */
export const isInService = ({ state, office }: Point) =>
  state === 'open' &&
  (!office?.isRegistered || (way.indexOf(office.registration) >= way.indexOf('agreed') && !office.agreementEnded));

export interface Missing {
  place: Place;
  /** Of the kinds that a circle has to have. */
  has: number;
  of: number;
  kinds: Kind[];
}

/** Communities that lack a kind which a circle has to have, those that lack most first. */
export function missingOf(items: readonly Listed[], rules: Rules, communities: readonly Place[]): Missing[] {
  return communities
    .map((place) => {
      const served = new Set(
        items.filter(({ point }) => point.place === place.id && isInService(point)).map(({ point }) => point.kind),
      );
      const kinds = rules.kinds.filter(({ id }) => rules.sufficient.includes(id) && !served.has(id));
      return { place, has: rules.sufficient.length - kinds.length, of: rules.sufficient.length, kinds };
    })
    .filter(({ kinds }) => kinds.length > 0)
    .sort((a, b) => a.has - b.has);
}

export const waits = ['returned', 'file', 'agree', 'renew', 'hang', 'supervise', 'takeDown'] as const;
export type Wait = (typeof waits)[number];

const next: Partial<Record<Registration, Wait>> = {
  found: 'file',
  registered: 'agree',
  agreed: 'hang',
  signHung: 'supervise',
};

/** What the street has to do with a point next; null: nothing, or it is with the bureau. */
export function waitOf(point: Point): Wait | null {
  if (hangsStill(point)) return 'takeDown';
  if (!isThere(point) || !point.office?.isRegistered) return null;
  if (point.office.returned !== undefined) return 'returned';
  if (point.office.agreementEnded !== undefined) return 'renew';
  return next[point.office.registration] ?? null;
}
