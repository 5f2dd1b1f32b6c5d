import { nextDeed, otherDeeds } from './deeds';
import { capOf, type NamedDeed } from './keys';
import type { Ticket } from './tickets';

/** A key with what it does; `deed`: a button does it too. */
export interface KeyRow {
  /** Under `tickets.keys`. */
  word: string;
  cap: string;
  deed?: NamedDeed;
}

const row = (deed: NamedDeed, word: string = deed): KeyRow => ({ word, cap: capOf[deed], deed });
const field: KeyRow = { word: 'field', cap: 'Alt+1…6' };
const join: KeyRow = { word: 'join', cap: 'Alt+7…9' };

/** While a call is taken. */
export const keysOfCall: readonly KeyRow[] = [
  row('dispatch'),
  row('register'),
  row('atOnce'),
  row('history'),
  row('undo'),
  field,
  join,
  { word: 'discard', cap: capOf.escape },
];

/** While a ticket is open: what the keys do with this one, as it stands. `asks`: something was begun in it that Ctrl+Enter sends. */
export function keysOfTicket(ticket: Ticket, oversees: boolean, asks: boolean): KeyRow[] {
  const next = nextDeed(ticket);
  const word = asks ? 'sendBegun' : next === 'dispatch' ? 'toUnit' : next === 'callBack' ? 'keepCallBack' : null;
  const others = otherDeeds(ticket, oversees).filter(
    (deed): deed is Exclude<typeof deed, 'dispatch' | 'callBack'> => deed !== 'dispatch' && deed !== 'callBack',
  );
  return [
    ...(word ? [row('dispatch', word)] : []),
    ...others.map((deed) => row(deed, deed === 'close' ? 'end' : deed)),
    ...(ticket.stage === 'received' ? [join] : []),
    { word: 'back', cap: capOf.escape },
  ];
}

/** Whatever is in hand. */
export const keysAnywhere: readonly KeyRow[] = [
  row('keys'),
  row('new'),
  row('queue'),
  row('find'),
  row('toDispatch'),
  row('toCallBack'),
  row('hold'),
  row('reveal'),
  row('phrases'),
];

const beside = new Set(['new', 'queue', 'find', 'phrases', 'toDispatch', 'hold', 'toCallBack']);
const leftOut = new Set(['register', 'atOnce', 'discard', 'back']);

/** As the panel beside the form has room for: what is done now first. `now`: of the call or the ticket in hand. */
export function keysBeside(now: readonly KeyRow[], isTicket: boolean): KeyRow[] {
  return [
    ...now.filter(({ word }) => isTicket || !leftOut.has(word)),
    ...keysAnywhere.filter(({ word }) => beside.has(word)),
  ];
}
