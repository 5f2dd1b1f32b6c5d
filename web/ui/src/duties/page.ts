import { Problem } from '../http/request';
import { readInForce } from '../plans/plan';
import { readPlaces, type Place } from '../screens/screens';
import { readGrants, readOwn, readRosters, type OwnDuties, type Rosters } from './duties';
import { linesAt, reachOf } from './reach';
import type { Line } from './roster';

/** What the address asks for; null: one's own place, one's own lines, today. */
export interface Asked {
  place: string | null;
  line: string | null;
  day: string | null;
}

export type Page =
  | {
      is: 'read';
      rosters: Rosters;
      own: OwnDuties;
      lines: Line[];
      places: Place[];
      /** Those of which one is shown; empty: all are. */
      choices: Line[];
      /** The one that is shown; null: all. */
      line: string | null;
    }
  /** Nothing here is for whoever is signed in. */
  | { is: 'forbidden' }
  /** No such place, or a day that is none. */
  | { is: 'refused' };

/** All that the page shows, read together so that nothing on it is of another moment. */
export async function readPage({ place, line, day }: Asked): Promise<Page> {
  try {
    const [grants, plan, places] = await Promise.all([readGrants(), readInForce(), readPlaces()]);
    const reach = reachOf(grants, places);
    const where = place ?? reach.first;
    const may = linesAt(grants, places, where);
    const one = may === null ? null : (may.find((id) => id === line) ?? may[0] ?? null);
    const [rosters, own] = await Promise.all([readRosters(where, one, day), readOwn()]);
    const lines = plan?.lines ?? [];
    const choices = lines.filter(({ id }) => may?.includes(id) ?? false);
    return { is: 'read', rosters, own, lines, places: reach.places, choices, line: one };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 403) return { is: 'forbidden' };
    if (error.status === 404 || error.status === 422) return { is: 'refused' };
    throw error;
  }
}
