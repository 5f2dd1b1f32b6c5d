/** Rows keep their places for so long, or nobody could read them. */
export const holdFor = 30_000;

export interface Ranked {
  id: string;
  rank: number | null;
}

/** Holds an order of rows, their ranks with it. Figures in the rows change at any time. */
export class RankingHold {
  private shown: Ranked[] = [];
  private rankedAt = -Infinity;

  constructor(private readonly size: number) {}

  /** Lets the next order in at once, however fresh this one is. */
  release(): void {
    this.rankedAt = -Infinity;
  }

  /**
   * @param wanted the order by the newest figures, worst first
   * @param exists whether a row still has a cell; one without is dropped at once
   * @returns the rows to show, and the milliseconds until they should be asked for again (null: they are right)
   */
  next(wanted: Ranked[], exists: (id: string) => boolean, now: number): { rows: Ranked[]; again: number | null } {
    const target = wanted.slice(0, this.size);
    const held = this.shown.filter((row) => exists(row.id));
    // A row that joins at the end moves nobody.
    const joining = target.filter((row) => !held.some((other) => other.id === row.id));
    const kept = [...held, ...joining].slice(0, this.size);

    if (this.shown.length === 0) this.rankedAt = now;
    const wait = this.rankedAt + holdFor - now;
    if (same(kept, target)) this.shown = kept;
    else if (wait <= 0) {
      this.shown = target;
      this.rankedAt = now;
    } else {
      this.shown = kept;
      return { rows: this.shown, again: wait };
    }
    return { rows: this.shown, again: null };
  }
}

function same(some: Ranked[], others: Ranked[]): boolean {
  return (
    some.length === others.length && some.every((row, i) => row.id === others[i]?.id && row.rank === others[i].rank)
  );
}
