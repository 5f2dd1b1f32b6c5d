import { linesAt, reachOf } from '../duties/reach';
import { readSession, session } from '../accounts/session';
import type { Permission } from '../http/api';
import { readPlaces, type Place } from '../screens/screens';
import { readRules, readToday, type Rules } from './points';

/** What the pages of the directory know before they ask for points. */
export interface Scope {
  /** Places that one may look at. */
  places: Place[];
  /** Where one's own work is, and where a list begins; null: nowhere that is known. */
  home: Place | null;
  rules: Rules | null;
  today: string;
  /** Lines to which one is limited; null: none. */
  lines: string[] | null;
}

export async function readScope(): Promise<Scope> {
  const [{ account, grants }, places, rules, today] = await Promise.all([
    readSession(),
    readPlaces(),
    readRules(),
    readToday(),
  ]);
  // Whoever sits at a rehearsal without having signed in reads all of it.
  const reach = account === undefined ? reachOf([{}], places) : reachOf(grants, places);
  const home = places.find(({ id }) => id === reach.first) ?? null;
  return {
    places: reach.places,
    home,
    rules,
    today,
    lines: account === undefined ? null : linesAt(grants, places, home?.id ?? null),
  };
}

/** Of one line alone a question can be asked. */
export const lineOf = ({ lines }: Scope) => (lines === null ? null : (lines[0] ?? null));

/** What to offer; the silo decides. */
export const may = (permission: Permission) => session.value?.permissions.includes(permission) ?? false;

/** As journals name whoever is signed in; null: nobody is. */
export const meActor = () => (session.value?.account === undefined ? null : `account:${session.value.account}`);

/** A community, and what stands above it up to its street. */
export function namesOf(places: readonly Place[], id: string): { community: string | null; street: string | null } {
  const place = places.find((one) => one.id === id);
  if (place?.kind !== 'community') return { community: null, street: place?.name ?? null };
  return { community: place.name, street: places.find((one) => one.id === place.parent)?.name ?? null };
}
