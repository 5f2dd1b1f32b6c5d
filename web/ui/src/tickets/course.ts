import type { TicketAsking, TicketChange } from '../http/api';
import type { ReplyFile, Shown } from './tickets';

/** One thing that happened to a ticket, in words of the dictionary. */
export interface Step {
  at: string;
  by: string;
  key: string;
  /** Of a unit, a request, a satisfaction … */
  of: {
    unit?: Shown['ticket']['dispatches'][number]['unit'];
    words?: string[];
    asking?: TicketAsking;
    change?: TicketChange;
  };
  /** The id of what was written; undefined: nothing was. */
  said?: string | undefined;
  files?: readonly ReplyFile[];
}

/** Requests of its unit, with what became of them. */
function requestsOf({ asked = [], asking }: Pick<Shown['ticket'], 'asked' | 'asking'>): Step[] {
  const pending = asking
    ? [{ ...asking.done, key: 'asking', of: { words: [askWord(asking)], asking }, said: asking.reason }]
    : [];
  const judged = asked.flatMap((one): Step[] => {
    const of = { words: [askWord(one)] };
    const step = { ...one.done, key: 'asks', of: { ...of, asking: one }, said: one.reason };
    if (!one.judged) return [step];
    const isGranted = one.declined === undefined;
    return [step, { ...one.judged, key: isGranted ? 'granted' : 'refused', of, said: one.declined }];
  });
  return [...judged, ...pending];
}

const askWord = ({ ask }: Pick<TicketAsking, 'ask'>) => `tickets.ask.${ask}`;

/** What a correction is of: both words are said where both were changed. */
function keyOf({ what, before, after }: TicketChange): string {
  if (what !== 'classification' || !before || !after) return what;
  if (before.category === after.category) return 'urgency';
  return before.urgency === after.urgency ? 'category' : 'classification';
}

/** Rows of what it is or was about, whose names its course says. */
export const targetsIn = ({ changes }: Pick<Shown['ticket'], 'changes'>): string[] => [
  ...new Set(
    changes.flatMap(({ what, before, after }) =>
      what === 'target' && before && after ? [before.about.row, after.about.row] : [],
    ),
  ),
];

/** Its course, the oldest first: every dispatch, request, answer, call, correction and join. */
export function courseOf({ ticket }: Pick<Shown, 'ticket'>): Step[] {
  const { received, dispatches, answers, calls, changes, supervised, ended, end } = ticket;
  const steps: Step[] = [{ ...received, key: 'received', of: {} }];
  for (const { unit, done, note, signedFor, contacted, returned } of dispatches) {
    steps.push({ ...done, key: 'dispatched', of: { unit }, said: note });
    if (signedFor) steps.push({ ...signedFor, key: 'signed', of: {} });
    if (contacted) steps.push({ ...contacted, key: 'contacted', of: {} });
    if (returned) steps.push({ ...returned, key: 'returned', of: {} });
  }
  for (const { done, words, finding, files } of answers)
    steps.push({
      ...done,
      key: 'answered',
      of: { words: [`tickets.finding.${finding}`] },
      said: words,
      files,
    });
  for (const { done, isReached, isSolved, satisfaction, note } of calls) {
    const words = isReached
      ? [
          `tickets.opened.${isSolved ? 'solved' : 'unsolved'}`,
          ...(satisfaction ? [`tickets.satisfaction.${satisfaction}`] : []),
        ]
      : ['tickets.opened.notReached'];
    steps.push({ ...done, key: 'called', of: { words }, said: note });
  }
  steps.push(...requestsOf(ticket));
  for (const change of changes) steps.push({ ...change.done, key: keyOf(change), of: { change } });
  if (supervised) steps.push({ ...supervised, key: 'supervised', of: {}, said: ticket.supervisedFor });
  if (ended)
    steps.push({ ...ended, key: 'ended', of: { words: end ? [`tickets.end.${end}`] : [] }, said: ticket.endedFor });
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
