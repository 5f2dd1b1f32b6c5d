import type { Call } from './draft';

/** One thing that can be taken back. */
export interface Step {
  /** What it was, as words under `tickets.undo`. */
  word: string;
  /** The call that it is of; undefined: of the whole desk. */
  of?: object;
  /** Whether there was anything to bring back. */
  back: () => boolean;
}

/** Nobody goes further back by single steps. */
const most = 50;

/** What was done, the last first. */
export class Steps {
  private done: Step[] = [];

  add(step: Step): void {
    this.done = [...this.done.slice(1 - most), step];
  }

  /** What was taken back; null: nothing was left that still holds. `now`: the call in hand. */
  undo(now: object): string | null {
    for (let step = this.done.pop(); step; step = this.done.pop())
      if ((step.of === undefined || step.of === now) && step.back()) return step.word;
    return null;
  }

  /** What was chosen in a call that is received; calls that were held or given up can still come back. */
  clear(): void {
    this.done = this.done.filter(({ of }) => of === undefined);
  }

  get count(): number {
    return this.done.length;
  }
}

/** Of a call what is chosen, not typed, in the order in which it names a step. */
export type Choices = Pick<Call, 'target' | 'category' | 'urgency' | 'kind' | 'unit'>;

export const choicesOf = ({ target, category, urgency, kind, unit }: Call): Choices => ({
  target: target && { ...target },
  category,
  urgency,
  kind,
  unit,
});

/** What names a step from one to the other: what follows from it goes along. */
export function changedIn(before: Choices, now: Choices): keyof Choices | null {
  const names = Object.keys(before) as (keyof Choices)[];
  return names.find((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name])) ?? null;
}
