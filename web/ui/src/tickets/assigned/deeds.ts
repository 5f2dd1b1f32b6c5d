import type { Permission } from '../../http/api';
import type { Ask, Finding, Ticket } from './assigned';

export type Deed = 'sign' | 'contact' | 'answer' | Ask | 'resume';

const asks: readonly Ask[] = ['return', 'extend', 'suspend'];
export const isAsk = (deed: Deed): deed is Ask => (asks as readonly Deed[]).includes(deed);

/** Whether whoever called is to be spoken to first: there is somebody, whom a 举报 never shows. */
export const needsContact = ({ intake }: Pick<Ticket, 'intake'>) =>
  intake.caller !== undefined && intake.kind !== 'report';

const isWithUnit = ({ stage }: Pick<Ticket, 'stage'>) =>
  stage === 'dispatched' || stage === 'signedFor' || stage === 'underway' || stage === 'suspended';

/** Whether whoever called may be shown: while the unit has it. */
export const mayReveal = (ticket: Pick<Ticket, 'intake' | 'stage'>, may: (of: Permission) => boolean) =>
  may('answer') && isWithUnit(ticket) && needsContact(ticket);

/** What may be done now, the next step first; the silo decides. */
export function deedsOf(ticket: Pick<Ticket, 'intake' | 'stage' | 'asking'>, may: (of: Permission) => boolean): Deed[] {
  if (!may('answer') || !isWithUnit(ticket)) return [];
  // One request at a time.
  const open = ticket.asking ? [] : asks;
  switch (ticket.stage) {
    case 'suspended':
      return ['resume'];
    case 'dispatched':
      return ['sign', ...open.filter((one) => one !== 'suspend')];
    case 'signedFor':
      return [needsContact(ticket) ? 'contact' : 'answer', ...open];
    default:
      return ['answer', ...open];
  }
}

/** The key that begins it. */
export const keyOf: Readonly<Record<Deed, string>> = {
  sign: 'S',
  contact: 'C',
  answer: 'R',
  return: 'B',
  extend: 'E',
  suspend: 'H',
  resume: 'G',
};

/** What an answer may say of what was complained of; of a complaint or report it has to say one of two. */
export const findingsOf = ({ intake }: Pick<Ticket, 'intake'>): readonly Finding[] =>
  intake.kind === 'complaint' || intake.kind === 'report'
    ? ['substantiated', 'unfounded']
    : ['none', 'substantiated', 'unfounded'];
