/** Key `directory`; absent while nothing of the place stands in the directory. In points, and communities. */
export interface DirectoryCell {
  points: number;
  toRegister: number;
  registered: number;
  agreed: number;
  /** Whose phone and hours were verified within their cycle. */
  fresh: number;
  communities: number;
  complete: number;
  lacking: number;
  /** Those that a living circle has to have, the ones with the most gaps first. */
  kinds: KindCover[];
  /** Of the last quarter in which a call was answered. */
  check: CheckRate | null;
}

/** Phone check: so many entries of those done were right; drawn are those to be called. */
export interface CheckRate {
  year: number;
  quarter: number;
  right: number;
  done: number;
  drawn: number;
}

/** Of a hundred; all of it only where nothing is left. */
const share = (part: number, of: number) =>
  part === of ? 100 : Math.min(99, Math.floor((part * 100) / Math.max(of, 1)));

export const freshOf = ({ fresh, points }: DirectoryCell) => share(fresh, points);

/** Null: nobody was called yet. */
export const rightOf = ({ check }: DirectoryCell) => check && share(check.right, check.done);

/** What the most communities are known to lack; where nobody knows of a gap yet, what the fewest are known to have. */
export const worstOf = ({ kinds }: DirectoryCell) =>
  kinds.reduce<KindCover | null>((a, b) => (a && (b.gap - a.gap || a.covered - b.covered) <= 0 ? a : b), null);

/** Where its figures lead. */
export const pagesOf = (place: string) => {
  const query = `?place=${encodeURIComponent(place)}`;
  const points = `/service-points${query}`;
  return {
    circles: `/living-circles${query}`,
    points,
    due: `${points}&due=true`,
    checks: `/service-points/checks${query}`,
  };
};

export interface KindCover {
  kind: string;
  name: string;
  englishName: string;
  covered: number;
  gap: number;
  oldCovered: number;
  oldGap: number;
}
