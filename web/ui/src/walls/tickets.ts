/** Key `tickets`: what callers asked about the place and all in it; absent while nobody ever did. */
export interface TicketsCell {
  /** Received today, and of these answered at once. */
  today: number;
  atOnceToday: number;
  /** Received in the last seven days. */
  week: number;
  open: number;
  /** Of the open ones: with a clock that ran out. */
  overdue: number;
  /** Of the last three months, as are the next two. */
  substantiated: number;
  rated: number;
  satisfied: number;
}

/** Of fewer callers no share is told: each of them would move it by more than a tenth. */
const fewest = 10;

/** Of a hundred; null: too few were asked. */
export const contentOf = ({ rated, satisfied }: TicketsCell) =>
  rated < fewest ? null : satisfied === rated ? 100 : Math.floor((satisfied * 100) / rated);
