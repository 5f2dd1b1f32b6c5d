import { markOf, standingOf } from '../clock';
import { nextOf, type Item, type Ticket } from '../tickets';

type Clocked = Pick<Ticket, 'dues' | 'limits'>;

/** With the clocks of its unit alone: dispatch and callback are the hotline's. */
function ownOf({ dues: { sign, contact, finish }, limits }: Clocked): Clocked {
  return { limits, dues: { ...(sign && { sign }), ...(contact && { contact }), ...(finish && { finish }) } };
}

/** How the clock of the unit stands that is used up first, marked as the hotline marks it; null: none runs. */
export function ownStandingOf(ticket: Clocked, now: number) {
  const own = ownOf(ticket);
  const standing = standingOf(own, now);
  return standing && { ...standing, status: markOf(own, now) ?? standing.status };
}

/** Earliest due first; whatever has no clock last, in the order of their numbers. */
export function byDue(items: readonly Item[]): Item[] {
  const due = ({ ticket }: Item) => nextOf(ownOf(ticket))?.due ?? Infinity;
  return [...items].sort((a, b) =>
    due(a) === due(b) ? a.ticket.received.at.localeCompare(b.ticket.received.at) : due(a) - due(b),
  );
}

/** Seconds for which a page may still show what was asked for; a wrong clock of the machine shows it no longer than it may. */
export const secondsUntil = (until: number, now: number, longest = 120) =>
  Math.min(longest, Math.max(0, Math.ceil((until - now) / 1_000)));
