import type { Item, Ticket } from './assigned';

const limit = (minutes: number) => ({ minutes, isWork: false });
const limits = {
  dispatch: limit(60),
  sign: limit(15),
  contact: limit(1_440),
  finish: limit(7_200),
  callBack: limit(2_880),
};

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
    limits,
    asked: [],
    changes: [],
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
