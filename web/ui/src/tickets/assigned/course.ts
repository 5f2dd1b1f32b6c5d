import type { TicketDeed, WordsId } from '../../http/api';
import type { Ask, Finding, ReplyFile, Ticket, Unit } from './assigned';

/** One thing that happened to a ticket. */
export interface Happened {
  what:
    | 'received'
    | 'dispatched'
    | 'signed'
    | 'contacted'
    | 'returned'
    | 'asked'
    | 'answered'
    | 'reached'
    | 'unreached'
    | 'urged'
    | 'supervised'
    | 'closed';
  done: TicketDeed;
  words?: WordsId | undefined;
  unit?: Unit;
  ask?: Ask;
  finding?: Finding;
  files?: readonly ReplyFile[];
  isSolved?: boolean;
}

/** What happened, oldest first. */
export function courseOf(ticket: Ticket): Happened[] {
  const all: Happened[] = [{ what: 'received', done: ticket.received }];
  const add = (what: Happened['what'], done: TicketDeed | undefined, more: Partial<Happened> = {}) =>
    done && all.push({ what, done, ...more });
  for (const { unit, done, note, signedFor, contacted, returned } of ticket.dispatches) {
    add('dispatched', done, { unit, words: note });
    add('signed', signedFor);
    add('contacted', contacted);
    add('returned', returned, { unit });
  }
  for (const { done, words, finding, files } of ticket.answers) add('answered', done, { words, finding, files });
  for (const { done, isReached, isSolved, note } of ticket.calls)
    add(isReached ? 'reached' : 'unreached', done, { words: note, isSolved });
  if (ticket.asking) add('asked', ticket.asking.done, { words: ticket.asking.reason, ask: ticket.asking.ask });
  add('urged', ticket.lastUrged);
  add('supervised', ticket.supervised, { words: ticket.supervisedFor });
  add('closed', ticket.ended, { words: ticket.endedFor });
  return all
    .map((one, place) => ({ one, place }))
    .sort((a, b) => Date.parse(a.one.done.at) - Date.parse(b.one.done.at) || a.place - b.place)
    .map(({ one }) => one);
}

/** Where that is which it is about: its own page, and of what its name is read. */
export function targetOf({ about }: Pick<Ticket, 'about'>): { kind: string; id: string; to: string | null } {
  const at = about.row.indexOf(':');
  const [kind, id] = [about.row.slice(0, at), about.row.slice(at + 1)];
  const path = (name: string) => encodeURIComponent(name);
  if (kind === 'point') return { kind, id, to: `/service-points/${path(id)}` };
  if (kind === 'facility' && about.line) return { kind, id, to: `/targets/${path(about.place)}/${path(about.line)}` };
  return { kind, id, to: kind === 'place' ? `/wall/${path(id)}` : null };
}
