import type {
  CheckCounts,
  CheckedField,
  CheckedPoint,
  CheckList,
  Quarter,
  SheetPoint,
  StreetChecks,
  Verdict,
} from '../http/api';
import { command, read, readOrNone } from '../http/request';

export type {
  CheckCounts as Counts,
  CheckedField,
  CheckedPoint,
  CheckHead,
  CheckList,
  CheckSheet,
  Quarter,
  SheetPoint,
  StreetChecks,
  Verdict,
  WrongPoint,
} from '../http/api';

const path = '/api/v1/point-checks';

/** In the order of a form. */
export const fields: readonly CheckedField[] = ['name', 'address', 'phone', 'hours', 'services', 'state', 'other'];
/** Days on which nobody answers, after which nobody calls again. */
export const mostAttempts = 3;
export const longestNote = 200;

export const readChecks = (place: string | null, line: string | null) => read(path, { query: { place, line } });

export const readWrong = (place: string | null, line: string | null) =>
  read(`${path}/wrong`, { query: { place, line } });

export const readSheet = (id: string) => readOrNone(`${path}/{id}`, { path: { id } });

const idOf = (street: string, { year, number }: Quarter) => `${street}-${year}q${number}`;

export const draw = (street: string, quarter: Quarter) =>
  command(`${path}/{id}/drawing`, { path: { id: idOf(street, quarter) }, body: { street } });

export const answer = (id: string, number: number, verdict: Verdict, wrong: readonly CheckedField[], note: string) =>
  command(`${path}/{id}/answers`, {
    path: { id },
    body: { number, verdict, fields: [...wrong], ...(note.trim() ? { note: note.trim() } : {}) },
  });

/** In percent, with a decimal where there is one to tell; null: nothing is done, so there is none. */
export const rateOf = ({ rate }: CheckCounts): string | null =>
  rate === undefined ? null : `${(rate / 10).toFixed(rate % 10 === 0 ? 0 : 1)}%`;

/** Streets of which a sample can be drawn this quarter, and none is. */
export const undrawn = ({ streets }: CheckList): string[] =>
  streets.filter(({ points }) => (points ?? 0) > 0).map(({ street }) => street);

/** Of which there was nothing to be drawn, now or before. */
export const isEmpty = ({ points, checks }: StreetChecks) => points === 0 && checks.length === 0;

/** The lowest rate first; then what has no result yet, and what is not drawn last. */
export function inOrder({ streets, present }: CheckList): StreetChecks[] {
  const rank = ({ checks }: StreetChecks): number => {
    const now = checks.find(({ quarter }) => isSame(quarter, present));
    return now ? (now.counts.rate ?? 1001) : 1002;
  };
  return streets.filter((one) => !isEmpty(one)).sort((a, b) => rank(a) - rank(b));
}

export const isSame = (a: Quarter, b: Quarter) => a.year === b.year && a.number === b.number;

/** Called, but not so that nobody has to call again. */
export const isTrying = ({ verdict, isDone }: CheckedPoint) => Boolean(verdict) && !isDone;

/** Whom to call next after one: the next that nobody has called today, from the beginning again at the end. */
export function nextOf(points: readonly SheetPoint[], after: number, today: string): number | null {
  const open = points
    .filter(({ checked }) => !checked.isDone && checked.on !== today)
    .map(({ checked }) => checked.number);
  return open.find((number) => number > after) ?? open[0] ?? null;
}
