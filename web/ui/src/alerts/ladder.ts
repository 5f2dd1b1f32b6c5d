import { rungs, type Alert, type Rung } from './alerts';

/** One rung of an alert's ladder 升级阶梯. */
export interface Step {
  rung: Rung;
  /** `later`: heard only after the next one has. */
  is: 'fired' | 'next' | 'later';
  /** Null: not known yet. */
  at: string | null;
}

/** Why the next rung does not fire at its time. */
export type Held = 'promise' | 'silence' | 'met';

export const heldBy = ({ settlesAt, silence, promise }: Alert): Held | null =>
  settlesAt !== undefined ? 'met' : silence !== undefined ? 'silence' : promise !== undefined ? 'promise' : null;

/** A forecast stays inside the street; a copy that is held back goes no further than its own unit. */
export const highestOf = ({ heldBack, facts }: Alert): Rung =>
  heldBack ? 'community' : facts.level === 'forecast' ? 'street' : 'district';

/** From the unit's own rung to the highest that may hear of it; of one that is over, nothing. */
export function ladderOf(alert: Alert): Step[] {
  const fired: Step[] = alert.fired.map(({ rung, at }) => ({ rung, is: 'fired', at }));
  const last = alert.fired.at(-1);
  if (!last) return [];
  const above = rungs.slice(rungs.indexOf(last.rung) + 1, rungs.indexOf(highestOf(alert)) + 1);
  return [
    ...fired,
    ...above.map((rung): Step => {
      const isNext = rung === alert.next?.rung;
      return { rung, is: isNext ? 'next' : 'later', at: isNext ? (alert.next?.at ?? null) : null };
    }),
  ];
}
