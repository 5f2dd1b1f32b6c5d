import { readSession, session } from '../accounts/session';
import { readRosters } from '../duties/duties';
import { reachOf, scopesOf, type Grant, type Scope } from '../duties/reach';
import type { Line, Permission, Role } from '../http/api';
import { readInForce } from '../plans/plan';
import { readPlaces, type Place } from '../screens/screens';

/** What the desk knows before it asks for alerts. */
export interface Desk {
  /** Places that one may look at. */
  places: Place[];
  /** All places: what was said of others is called by its name too. */
  named?: readonly Place[];
  /** Where one's own work is, of several places the first; null: the whole district. */
  home: Place | null;
  /** The topmost place, also where one may not look at it; null: there are no places. */
  district: string | null;
  /** By what one may read; of whoever may read all of it one without limits. */
  grants: readonly (Grant & { role?: Role })[];
  lines: Line[];
  /** The day of business when it was read; the list brings it up to date. */
  today: string;
}

export async function readDesk(today: string): Promise<Desk> {
  const [{ account, grants }, places, plan] = await Promise.all([readSession(), readPlaces(), readInForce()]);
  // Whoever sits at a rehearsal without having signed in reads all of it.
  const all = account === undefined;
  const reach = reachOf(all ? [{}] : grants, places);
  const first = places.find(({ id }) => id === reach.first) ?? null;
  return {
    places: reach.places,
    named: places,
    home: first?.kind === 'district' ? null : first,
    district: places.find(({ kind }) => kind === 'district')?.id ?? null,
    grants: all ? [{}] : grants,
    lines: plan?.lines ?? [],
    today,
  };
}

/** What to offer; the silo decides. */
export const may = (permission: Permission) => session.value?.permissions.includes(permission) ?? false;

/** What is to be asked for to have all that one may read of it, at a place or wherever one may. */
export const scopesIn = ({ grants, named, places }: Desk, place: string | null = null, line: string | null = null) =>
  scopesOf(grants, named ?? places, { place, line });

/** Whether a line may be read in the whole district. */
export const readsWhole = (desk: Desk, line: string) =>
  scopesIn(desk, null, line).some((one) => one.place === null) && desk.grants.some(({ place }) => place === undefined);

/** Who answers today for the place as a whole (of lines alone: for them), by place; null: nobody is named. */
export async function readAnswerers(desk: Desk, at: string | null = null): Promise<Map<string, string | null>> {
  const read = async ({ place, line }: Scope) => {
    const { rosters } = await readRosters(place, line, null);
    return rosters.map((roster) => {
      const post = roster.posts.find((one) => (one.line ?? null) === line);
      return { place: roster.place.id, name: (post?.standIn ?? post?.lead)?.holder.name ?? null };
    });
  };
  const found = new Map<string, string | null>();
  for (const { place, name } of (await Promise.all(scopesIn(desk, at).map(read))).flat()) {
    const known = found.get(place);
    found.set(place, known && name && !known.split('、').includes(name) ? `${known}、${name}` : (known ?? name));
  }
  return found;
}

/** The streets that one may look at. */
export const streetsOf = ({ places }: Desk) => places.filter(({ kind }) => kind === 'street');

/** The streets that a list can be narrowed to; who has none, to communities. */
export function choicesOf(desk: Desk): Place[] {
  const { places, home } = desk;
  const streets = streetsOf(desk);
  const all = home === null || streets.length > 1 ? streets : places.filter(({ kind }) => kind === 'community');
  return all.length > 1 ? all : [];
}
