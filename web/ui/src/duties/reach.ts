import type { Role } from '../http/api';
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

/** What one question can be about; null: every place, every line. */
export interface Scope {
  place: string | null;
  line: string | null;
}

/** Of whom nothing is read, wherever they are let in. */
const withoutRead: readonly Role[] = ['operator', 'supervisor', 'teamLeader', 'volunteer', 'screen'];

/** The narrower of two limits; undefined: they have nothing in common. */
function narrower(a: string | null, b: string | null, isWithin: (one: string, of: string) => boolean) {
  if (a === null || b === null) return a ?? b;
  return isWithin(a, b) ? a : isWithin(b, a) ? b : undefined;
}

/**
 * What is to be asked for, one by one, to have all that grants let somebody read of what is asked: the server answers a question
 * that one grant covers as a whole. What another scope holds already is left out; where nothing may be read, it is asked as it is,
 * so that the server says so.
 */
export function scopesOf(
  grants: readonly (Grant & { role?: Role })[],
  places: readonly Place[],
  asked: Scope = { place: null, line: null },
): Scope[] {
  const within = (place: string, of: string) => isUnder(places, place, of);
  const holds = (a: Scope, b: Scope) =>
    (a.place === null || (b.place !== null && within(b.place, a.place))) && (a.line === null || a.line === b.line);
  const scopes: Scope[] = [];
  for (const grant of grants) {
    if (grant.role && withoutRead.includes(grant.role)) continue;
    const place = narrower(grant.place ?? null, asked.place, within);
    const line = narrower(grant.line ?? null, asked.line, (one, of) => one === of);
    if (place === undefined || line === undefined) continue;
    const scope = { place, line };
    if (scopes.some((one) => holds(one, scope))) continue;
    scopes.splice(0, scopes.length, ...scopes.filter((one) => !holds(scope, one)), scope);
  }
  return scopes.length > 0 ? scopes : [asked];
}

/** Asks for each scope and puts the answers together; what several hold stands once. */
export async function together<T>(
  scopes: readonly Scope[],
  ask: (scope: Scope) => Promise<readonly T[]>,
  idOf: (one: T) => string,
): Promise<T[]> {
  const all = (await Promise.all(scopes.map(ask))).flat();
  return [...new Map(all.map((one) => [idOf(one), one])).values()];
}
