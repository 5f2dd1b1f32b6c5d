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
