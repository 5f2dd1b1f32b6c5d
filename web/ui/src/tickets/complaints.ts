import type { Item } from './tickets';

/** Days over which complaints about a target are counted. */
export const complaintDays = 30;

/** 投诉 of the last days, and how many were found true 查实. */
export interface Complaints {
  n: number;
  substantiated: number;
  /** More were received than were read. */
  isPartial: boolean;
}

/** What its last answer found is what holds. */
export function complaintsOf(items: readonly Pick<Item, 'ticket'>[], isPartial: boolean): Complaints {
  const all = items.filter(({ ticket }) => ticket.intake.kind === 'complaint');
  const found = all.filter(({ ticket }) => ticket.answers.at(-1)?.finding === 'substantiated');
  return { n: all.length, substantiated: found.length, isPartial };
}
