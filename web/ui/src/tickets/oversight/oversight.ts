import type { OversightShown } from '../../http/api';
import { read } from '../../http/request';
import type { Dispatch, Item, Ticket } from '../tickets';

/** What the hotline's supervisor looks at. */
export type Oversight = OversightShown;
/** What an operator did today, and has in hand now. Without a name: a program, or an account that is no more. */
export type OperatorToday = OversightShown['operators'][number];

export const readOversight = (): Promise<Oversight> => read('/api/v1/tickets/oversight');

const byMoment = (of: (item: Item) => string | undefined) => (a: Item, b: Item) =>
  (of(a) ?? '9').localeCompare(of(b) ?? '9') || a.number.localeCompare(b.number);

/** Who has been late the longest stands first. */
export function byDue(items: readonly Item[]): Item[] {
  const first = ({ ticket: { dues } }: Item) => Object.values(dues).filter(Boolean).sort()[0] as string | undefined;
  return [...items].sort(byMoment(first));
}

/** The one that waits longest to be judged first. */
export const byAsked = (items: readonly Item[]): Item[] =>
  [...items].sort(byMoment(({ ticket }) => ticket.asking?.done.at));

/** The most often returned first, among them the oldest. */
export const byReturns = (items: readonly Item[]): Item[] =>
  [...items].sort((a, b) => b.ticket.returns - a.ticket.returns || byMoment(({ ticket }) => ticket.received.at)(a, b));

/** Whoever did most today first. */
export function byWork(operators: readonly OperatorToday[]): OperatorToday[] {
  const work = ({ received, dispatched, calledBack }: OperatorToday) => received + dispatched + calledBack;
  return [...operators].sort((a, b) => work(b) - work(a) || a.by.localeCompare(b.by));
}

/** All that waits, and how much of it is late. */
export const sumOf = (waiting: Oversight['waiting']) =>
  waiting.reduce((all, { count, due }) => ({ count: all.count + count, due: all.due + due }), { count: 0, due: 0 });

/** 首接责任单位: after so many returns the first that had it keeps it; null: it may still be returned. */
export function fixedUnit(
  { returns, dispatches }: Pick<Ticket, 'returns' | 'dispatches'>,
  mostReturns: number,
): Dispatch['unit'] | null {
  return returns >= mostReturns ? (dispatches[0]?.unit ?? null) : null;
}
