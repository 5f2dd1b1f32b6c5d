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

export interface KindCover {
  kind: string;
  name: string;
  englishName: string;
  covered: number;
  gap: number;
  oldCovered: number;
  oldGap: number;
}
