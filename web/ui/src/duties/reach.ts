import type { Place } from '../screens/screens';

/** What a role is limited to; without either, to nothing. */
export interface Grant {
  place?: string;
  line?: string;
}

/** Where whoever is signed in may look, as far as the page offers it; the server decides. */
export interface Reach {
  places: Place[];
  /** Where the page begins; null: nowhere that is known. */
  first: string | null;
}

function isUnder(places: readonly Place[], place: string, granted: string): boolean {
  for (let at: string | undefined = place; at;) {
    if (at === granted) return true;
    const id: string = at;
    at = places.find((one) => one.id === id)?.parent;
  }
  return false;
}

const covers = (grant: Grant, place: string, places: readonly Place[]) =>
  grant.place === undefined || isUnder(places, place, grant.place);

export function reachOf(grants: readonly Grant[], places: readonly Place[]): Reach {
  const reached = places.filter(({ id }) => grants.some((grant) => covers(grant, id, places)));
  const first =
    reached.find(({ kind }) => kind === 'district') ?? reached.find(({ kind }) => kind === 'street') ?? reached[0];
  return { places: reached, first: first?.id ?? null };
}

/** Of which lines somebody may read there; null: of all. */
export function linesAt(grants: readonly Grant[], places: readonly Place[], place: string | null): string[] | null {
  const there = grants.filter((grant) => (place === null ? grant.place === undefined : covers(grant, place, places)));
  const lines = there.flatMap(({ line }) => (line === undefined ? [] : [line]));
  return lines.length === 0 || lines.length < there.length ? null : [...new Set(lines)];
}
