import { reactive } from 'vue';
import { session } from '../accounts/session';
import { wantsWords, type TicketDeed } from './deeds';
import type { closures, satisfactions, Urgency } from './tickets';

/** What is being said for a deed that wants words or a choice first; an empty choice is the ticket's own. */
export interface Asked {
  words: string;
  end: (typeof closures)[number];
  category: string;
  urgency: Urgency | '';
  target: { row: string; name: string } | null;
}

/** 回访 as it is being written. */
export interface Calling {
  reached: '' | 'yes' | 'no';
  solved: '' | 'yes' | 'no';
  satisfaction: '' | (typeof satisfactions)[number];
  note: string;
}

/** What was begun in a ticket and is not sent. */
export interface Begun {
  /** Of which state of the ticket its unit was proposed. */
  of: string;
  unit: string;
  note: string;
  asking: TicketDeed | null;
  asked: Map<TicketDeed, Asked>;
  calling: Calling;
}

const nothingCalled = (): Calling => ({ reached: '', solved: '', satisfaction: '', note: '' });

let whose = '';
const kept = new Map<string, Begun>();

/** Of each ticket, in memory alone: a call that comes between loses none of it, another account sees none of it. */
export function begunIn(ticket: string): Begun {
  const account = session.value?.account ?? '';
  if (account !== whose) kept.clear();
  whose = account;
  const known =
    kept.get(ticket) ??
    reactive({
      of: '',
      unit: '',
      note: '',
      asking: null,
      asked: new Map<TicketDeed, Asked>(),
      calling: nothingCalled(),
    });
  kept.set(ticket, known);
  return known;
}

export function askedIn(begun: Begun, deed: TicketDeed): Asked {
  if (!begun.asked.has(deed))
    begun.asked.set(deed, { words: '', end: 'withdrawn', category: '', urgency: '', target: null });
  return begun.asked.get(deed) as Asked;
}

/** Sent: nothing of it is kept. */
export function sent(begun: Begun, deed: TicketDeed): void {
  if (deed === 'dispatch') [begun.note, begun.of] = ['', ''];
  if (deed === 'callBack') begun.calling = nothingCalled();
  begun.asked.delete(deed);
  if (begun.asking === deed) begun.asking = null;
}

/** Left aside: its words wait, a choice is made anew. */
export function leave(begun: Begun): void {
  const deed = begun.asking;
  begun.asking = null;
  if (deed && !wantsWords(deed)) begun.asked.delete(deed);
}
