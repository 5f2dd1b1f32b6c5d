import type { LineSince, StreetSince } from './supervisions';

/** What the meeting speaks of first: what got worse, then what is owed for longest. */
export function byChange(lines: readonly LineSince[]): LineSince[] {
  const worse = ({ owedNow, owedThen }: LineSince) => owedNow - owedThen;
  return [...lines].sort((a, b) => worse(b) - worse(a) || b.daysOverdue - a.daysOverdue || b.owedNow - a.owedNow);
}

export interface Sum {
  then: number;
  now: number;
}

export const sumOf = (lines: readonly LineSince[]): Sum => ({
  then: lines.reduce((sum, { owedThen }) => sum + owedThen, 0),
  now: lines.reduce((sum, { owedNow }) => sum + owedNow, 0),
});

/** +2, −1. */
export const change = ({ then, now }: Sum): string => (now >= then ? `+${now - then}` : `−${then - now}`);

/** Whoever owes most first, of the same the longest overdue; else as they come. */
export function byOwed(pages: readonly StreetSince[]): StreetSince[] {
  const longest = ({ lines }: StreetSince) => Math.max(0, ...lines.map(({ daysOverdue }) => daysOverdue));
  return [...pages].sort((a, b) => sumOf(b.lines).now - sumOf(a.lines).now || longest(b) - longest(a));
}
