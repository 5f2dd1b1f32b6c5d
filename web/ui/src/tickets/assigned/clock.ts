import type { Clock, Item, Ticket } from './assigned';

/** Clocks of a unit, in their order. */
const ours = ['sign', 'contact', 'finish'] as const;

export interface Running {
  clock: Clock;
  /** In milliseconds of business time. */
  due: number;
}

/** The clock of the unit that is used up first; null: none runs. */
export function runningOf({ dues }: Pick<Ticket, 'dues'>): Running | null {
  const running = ours.flatMap((clock) => (dues[clock] ? [{ clock, due: Date.parse(dues[clock]) }] : []));
  return running.reduce<Running | null>((first, one) => (first && first.due <= one.due ? first : one), null);
}

const minute = 60_000;
/** Less than so much is left: it slips if nothing is done now. */
const soon = 120 * minute;

export type Mark = 'onTrack' | 'atRisk' | 'behind';

/** How it stands, mark and word: minutes under an hour, hours under a day, then days. */
export interface Span {
  mark: Mark;
  key: 'left' | 'over';
  unit: 'minutes' | 'hours' | 'days';
  named: { n: number; m: string };
}

export function spanOf(due: number, now: number): Span {
  const isOver = due <= now;
  // What is left is never said to be more than it is, nor what is over to be less than a minute.
  const minutes = Math.max(isOver ? 1 : 0, Math.floor(Math.abs(due - now) / minute));
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1_440)];
  return {
    mark: isOver ? 'behind' : due - now <= soon ? 'atRisk' : 'onTrack',
    key: isOver ? 'over' : 'left',
    unit: days > 0 ? 'days' : hours > 0 ? 'hours' : 'minutes',
    named: {
      n: days > 0 ? days : hours > 0 ? hours : minutes,
      m: String(minutes % 60).padStart(2, '0'),
    },
  };
}

/** Earliest due first; whatever has no clock last, in the order of their numbers. */
export function byDue(items: readonly Item[]): Item[] {
  const due = ({ ticket }: Item) => runningOf(ticket)?.due ?? Infinity;
  return [...items].sort((a, b) =>
    due(a) === due(b) ? a.ticket.received.at.localeCompare(b.ticket.received.at) : due(a) - due(b),
  );
}

/** What it had: the newest first. */
export const byNewest = (items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => b.ticket.received.at.localeCompare(a.ticket.received.at));

/** Seconds for which a page may still show what was asked for; a wrong clock of the machine shows it no longer than it may. */
export const secondsLeft = (until: number, shownAt: number, now: number, longest = 120_000) =>
  Math.max(0, Math.ceil((Math.min(until, shownAt + longest) - now) / 1_000));
