import type { Headline, LineCell, PlaceCell, Status } from './frame';
import type { Ranked } from './ranking';

export const isRed = (status: Status): boolean => status === 'missed' || status === 'behind';

/** What is owed is measured against all that is due; what is only at risk, against its next step. */
export function progressOf({ status, due, met, step }: LineCell): { reached: number; of: number } {
  return isRed(status) || !step ? { reached: met, of: due } : { reached: step.reached, of: step.cumulative };
}

/** What a row is shown for, worst first. The others are summed up under the rows. */
const worth: readonly Status[] = ['missed', 'behind', 'atRisk', 'noData'];

interface Standing extends Ranked {
  status: Status;
}

/** The order of rows: the server's rank, then those without one by how bad they are, then as they came. */
export function worstFirst<T extends Standing>(all: readonly T[]): T[] {
  return all
    .filter((one) => worth.includes(one.status))
    .sort(
      (a, b) =>
        Number(isRed(b.status)) - Number(isRed(a.status)) ||
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        worth.indexOf(a.status) - worth.indexOf(b.status),
    );
}

/** All places, those with a rank first and in its order. */
export function everyPlace<T extends Ranked>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
}

export interface Group {
  status: Status;
  members: PlaceCell[];
}

/** Places by what can be said of them in one word, those that are behind first. At risk is not behind. */
export function groupPlaces(places: readonly PlaceCell[]): Group[] {
  const wordOf = (status: Status): Status => (isRed(status) ? 'behind' : status === 'atRisk' ? 'onTrack' : status);
  const order: readonly Status[] = ['behind', 'onTrack', 'noData', 'baselineUnconfirmed', 'nothingDue'];
  return order
    .map((status) => ({ status, members: places.filter((place) => wordOf(place.status) === status) }))
    .filter((group) => group.members.length > 0);
}

/** The legend of both walls: every line by its status, the ones that matter first; these two also where there is none. */
export function countLines(headline: Headline): { status: Status; count: number }[] {
  const { missed, behind, atRisk, onTrack, noData, unconfirmed, nothingDue } = headline.lines;
  const always: readonly Status[] = isUnconfirmed(headline) ? [] : ['behind', 'onTrack'];
  const counts: Partial<Record<Status, number>> = {
    missed,
    behind,
    atRisk,
    onTrack,
    noData,
    baselineUnconfirmed: unconfirmed,
    nothingDue,
  };
  return (Object.entries(counts) as [Status, number][])
    .map(([status, count]) => ({ status, count }))
    .filter(({ status, count }) => count > 0 || always.includes(status));
}

/** Nothing can be said yet: every line waits for its baseline to be confirmed. */
export function isUnconfirmed({ lines }: Headline): boolean {
  const { unconfirmed, ...others } = lines;
  return unconfirmed > 0 && Object.values(others).every((count) => count === 0);
}

/** The status that the figure of owed items stands for. */
export function owedStatus(headline: Headline): Status {
  if (isUnconfirmed(headline)) return 'baselineUnconfirmed';
  if (headline.owed === 0) return 'onTrack';
  return headline.lines.behind === 0 && headline.lines.missed > 0 ? 'missed' : 'behind';
}
