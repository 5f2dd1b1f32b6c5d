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

/**
 * What its unit did too late, as far as a ticket tells: it keeps of the two together that one was late. `either`: one of them, or
 * both; null: neither, or it may be the one that still runs late.
 */
export function metLateOf({ dispatches, late }: Pick<Ticket, 'dispatches' | 'late'>): 'sign' | 'either' | null {
  const last = dispatches.at(-1);
  if (!last?.isLate || !last.signedFor || late.includes('contact')) return null;
  return last.contacted ? 'either' : 'sign';
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
