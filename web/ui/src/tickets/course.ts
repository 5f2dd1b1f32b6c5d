import type { ReplyFile, Shown } from './tickets';

/** One thing that happened to a ticket, in words of the dictionary. */
export interface Step {
  at: string;
  by: string;
  key: string;
  /** Of a unit, a satisfaction … */
  of: { unit?: Shown['ticket']['dispatches'][number]['unit']; words?: string[] };
  /** The id of what was written; undefined: nothing was. */
  said?: string | undefined;
  files?: readonly ReplyFile[];
}

/** Its course, the oldest first: every dispatch, answer and call. */
export function courseOf({ ticket }: Pick<Shown, 'ticket'>): Step[] {
  const { received, dispatches, answers, calls, asking, supervised, ended, end } = ticket;
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
  if (asking)
    steps.push({ ...asking.done, key: 'asking', of: { words: [`tickets.ask.${asking.ask}`] }, said: asking.reason });
  if (supervised) steps.push({ ...supervised, key: 'supervised', of: {}, said: ticket.supervisedFor });
  if (ended)
    steps.push({ ...ended, key: 'ended', of: { words: end ? [`tickets.end.${end}`] : [] }, said: ticket.endedFor });
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
