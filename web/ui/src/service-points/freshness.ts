import type { Freshness } from './points';

/** The group that has waited longest beyond its cycle, never verified first; else the one verified last. */
export function worst(all: readonly Freshness[]): Freshness | null {
  const age = ({ days }: Freshness) => days ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...all].sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue) || age(b) - age(a));
  const [first] = sorted;
  return first?.isOverdue ? first : (sorted.at(-1) ?? null);
}

/** What it is ordered by: what was corrected since is as if nobody had ever verified it. */
export const due = ({ on, corrected }: Freshness): string => (corrected === undefined ? (on ?? '') : '');

/** What is past its cycle, never verified first, then the longest ago. */
export const dueOf = (all: readonly Freshness[]): Freshness[] =>
  all.filter(({ isOverdue }) => isOverdue).sort((a, b) => due(a).localeCompare(due(b)));
