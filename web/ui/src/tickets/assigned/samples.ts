import type { Item, Ticket } from './assigned';

/** A ticket for tests: dispatched to a street, by somebody who can be called back. */
export const sample = (change: { [P in keyof Ticket]?: Ticket[P] | undefined } = {}, id = 't1'): Ticket =>
  ({
    intake: { id, kind: 'complaint', caller: 'subject-1', matter: 'w1' },
    about: { row: 'place:s1', place: 's1', counted: 'place:s1' },
    category: 'damage',
    urgency: 'ordinary',
    stage: 'dispatched',
    received: { by: 'account:operator', at: '2013-11-12T01:00:00Z' },
    dues: {},
    round: 1,
    dispatches: [],
    answers: [],
    calls: [],
    urged: 0,
    ...change,
  }) as unknown as Ticket;

export const item = (change: Parameters<typeof sample>[0], id: string): Item => ({
  ticket: sample(change, id),
  number: id,
});
