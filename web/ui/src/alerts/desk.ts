import { readSession, session } from '../accounts/session';
import { readRosters } from '../duties/duties';
import { linesAt, reachOf } from '../duties/reach';
import type { Line, Permission } from '../http/api';
import { readInForce } from '../plans/plan';
import { readPlaces, type Place } from '../screens/screens';

/** What the desk knows before it asks for alerts. */
export interface Desk {
  /** Places that one may look at. */
  places: Place[];
  /** All places: what was said of others is called by its name too. */
  named?: readonly Place[];
  /** Where one's own work is; null: the whole district. */
  home: Place | null;
  /** The topmost place, also where one may not look at it; null: there are no places. */
  district: string | null;
  /** The line to which one is limited; null: none. */
  line: string | null;
  lines: Line[];
  /** The day of business when it was read; the list brings it up to date. */
  today: string;
}

export async function readDesk(today: string): Promise<Desk> {
  const [{ account, grants }, places, plan] = await Promise.all([readSession(), readPlaces(), readInForce()]);
  // Whoever sits at a rehearsal without having signed in reads all of it.
  const all = account === undefined;
  const reach = all ? reachOf([{}], places) : reachOf(grants, places);
  const first = places.find(({ id }) => id === reach.first) ?? null;
  const limits = all ? null : linesAt(grants, places, first?.id ?? null);
  return {
    places: reach.places,
    named: places,
    home: first?.kind === 'district' ? null : first,
    district: places.find(({ kind }) => kind === 'district')?.id ?? null,
    line: limits?.[0] ?? null,
    lines: plan?.lines ?? [],
    today,
  };
}

/** What to offer; the silo decides. */
export const may = (permission: Permission) => session.value?.permissions.includes(permission) ?? false;

/** Who answers today for the place as a whole (of one line: for it), by place; null: nobody is named. */
export async function readAnswerers(desk: Desk): Promise<Map<string, string | null>> {
  const { rosters } = await readRosters(desk.home?.id ?? null, desk.line, null);
  return new Map(
    rosters.map(({ place, posts }) => {
      const post = posts.find(({ line }) => (line ?? null) === desk.line);
      return [place.id, (post?.standIn ?? post?.lead)?.holder.name ?? null];
    }),
  );
}

/** The streets that a list can be narrowed to; who has none, to communities. */
export function choicesOf({ places, home }: Desk): Place[] {
  const streets = places.filter(({ kind }) => kind === 'street');
  const all = home === null || streets.length > 1 ? streets : places.filter(({ kind }) => kind === 'community');
  return all.length > 1 ? all : [];
}
