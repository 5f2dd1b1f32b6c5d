import type { Ticket } from './tickets';

/** What may be done with an open ticket next to its one next deed. */
export type TicketDeed =
  | 'dispatch'
  | 'atOnce'
  | 'callBack'
  | 'take'
  | 'letGo'
  | 'urge'
  | 'classify'
  | 'retarget'
  | 'grant'
  | 'decline'
  | 'supervise'
  | 'close';

/** The one that comes next at the hotline; null: it waits for its unit, or is over. */
export function nextDeed({ stage }: Pick<Ticket, 'stage'>): 'dispatch' | 'callBack' | null {
  if (stage === 'received') return 'dispatch';
  return stage === 'answered' ? 'callBack' : null;
}

const atUnit = new Set(['dispatched', 'signedFor', 'underway', 'suspended']);

/** Everything else that is offered; the silo decides. */
export function otherDeeds(ticket: Ticket, oversees: boolean): TicketDeed[] {
  const { stage, asking, supervised, taken } = ticket;
  if (stage === 'closed') return [];
  return [
    ...(oversees && asking ? (['grant', 'decline'] as const) : []),
    ...(stage === 'received' ? (['atOnce'] as const) : []),
    ...(atUnit.has(stage) ? (['urge'] as const) : []),
    ...(nextDeed(ticket) ? ([taken ? 'letGo' : 'take'] as const) : []),
    // Of what was joined to another one, that one is.
    ...(stage !== 'linked' ? (['classify'] as const) : []),
    'retarget',
    ...(oversees && !supervised && stage !== 'linked' ? (['supervise'] as const) : []),
    ...(oversees ? (['close'] as const) : []),
  ];
}

/** Those that want words first. */
const worded: readonly TicketDeed[] = ['atOnce', 'decline', 'supervise', 'close'];

/** Those that want something said or chosen first. */
export const isAskedFor = (deed: TicketDeed) => [...worded, 'classify', 'retarget'].includes(deed);
export const wantsWords = (deed: TicketDeed) => worded.includes(deed);
