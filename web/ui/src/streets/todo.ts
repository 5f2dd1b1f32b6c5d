import { handlingOf, type Handling } from '../alerts/alerts';
import { orderAddress } from '../supervisions/address';
import { businessDate, daysAfter, mondayOf } from '../time/dates';
import type { Work } from './street';

type Where = string | { path: string; query: Record<string, string> };

/** What waits for the street, in the words' own names. */
export type Duty = 'acknowledge' | 'plan' | 'keep' | 'sign' | 'reply' | 'confirmAnswer' | 'report' | 'silent';

export interface Todo {
  key: string;
  duty: Duty;
  /** How many of it. */
  n: number;
  /** What it is about: a number, a line's id, or its own words; empty: nothing in particular. */
  about: string;
  line: string | null;
  /** By when, a business day; null: as soon as can be. */
  on: string | null;
  to: Where;
}

/** Days ahead in which a promise is today's matter. */
const soon = 7;
const dayOf = (at: string) => businessDate(Date.parse(at));
const unanswered: readonly Handling[] = ['unacknowledged', 'escalated', 'lapsed'];

/** What is to be answered, promised, signed and replied to today, earliest first. */
export function todoOf(work: Work, street: string, toReport: number): Todo[] {
  const all = [...alertsOf(work, street), ...ordersOf(work), ...mattersOf(work)];
  if (toReport > 0)
    all.push({
      key: 'report',
      duty: 'report',
      n: toReport,
      about: '',
      line: null,
      on: daysAfter(mondayOf(work.today), 6),
      to: '#to-report',
    });
  return all.sort((a, b) => (a.on ?? '').localeCompare(b.on ?? ''));
}

function alertsOf({ alerts, today }: Work, street: string): Todo[] {
  const open = alerts.map(({ alert }) => alert).filter(({ ended }) => ended === undefined);
  const waiting = open.filter((alert) => unanswered.includes(handlingOf(alert)));
  const rises = waiting.flatMap(({ next }) => (next ? [dayOf(next.at)] : [])).sort();
  const promised = open.filter(({ promise, settlesAt }) => promise !== undefined && settlesAt === undefined);
  return [
    ...(waiting.length === 0
      ? []
      : [
          {
            key: 'acknowledge',
            duty: 'acknowledge' as const,
            n: waiting.length,
            about: '',
            line: null,
            on: rises[0] ?? today,
            to: { path: '/alerts', query: { place: street } },
          },
        ]),
    ...promised.flatMap(({ id, key, facts, promise }): Todo[] => {
      const one = { n: 1, about: facts.label, line: key.line ?? null, to: alertAt(street, id) };
      const [on, holds] = [promise?.on ?? today, promise?.holdsUntil];
      if (!promise?.plan)
        return [{ ...one, key: `plan/${id}`, duty: 'plan', on: holds && dayOf(holds) < on ? dayOf(holds) : on }];
      return on <= daysAfter(today, soon) ? [{ ...one, key: `keep/${id}`, duty: 'keep', on }] : [];
    }),
  ];
}

export const alertAt = (place: string, alert: string) => ({ path: '/alerts', query: { place, alert } });

const ordersOf = ({ orders }: Work): Todo[] =>
  orders.flatMap(({ order, number, stage, wait }): Todo[] => {
    const one = { key: `order/${order.id}`, n: 1, about: number, line: null, to: orderAddress(order.id) };
    if (stage === 'issued') return [{ ...one, duty: 'sign', on: wait ? dayOf(wait.lateFrom) : order.deadline }];
    return stage === 'underway' || stage === 'sentBack' ? [{ ...one, duty: 'reply', on: order.deadline }] : [];
  });

const mattersOf = ({ matters }: Work): Todo[] =>
  matters
    .filter(({ stage }) => stage === 'answered')
    .map(({ matter, wait }) => ({
      key: `matter/${matter.id}`,
      duty: 'confirmAnswer',
      n: 1,
      about: matter.text,
      line: matter.lead,
      on: wait ? dayOf(wait.lateFrom) : null,
      to: `/coordinations/${matter.id}`,
    }));
