import type { Rule } from '../alerts/alerts';
import { tell, type Told } from '../alerts/history';
import type { Stage } from '../walls/frame';
import type { Target } from './readTarget';

/** What happened to a target: a facility's stage, a return, an alert's life, an order's or a matter's step. */
export type Happened = { key: string; /** An instant, or a day where only that is known. */ at: string } & (
  | { of: 'stage'; stage: Stage; name: string; score: number | null }
  | { of: 'returned'; name: string; reason: string }
  | { of: 'alert'; rule: Rule; label: string; told: Told }
  | { of: 'order'; step: OrderStep; number: string; id: string; by: string; note: string }
  | { of: 'matter'; step: MatterStep; by: string; note: string }
);

export type OrderStep = 'issued' | 'signed' | 'replied' | 'passed' | 'sentBack' | 'closed' | 'withdrawn';
export type MatterStep = 'raised' | 'answered' | 'returned' | 'settled';

/** Stages that are told: preparing is nobody's news. */
const stages: readonly Stage[] = ['delivered', 'completed', 'accepted'];

const facilitiesOf = ({ facilities }: Target): Happened[] =>
  facilities.flatMap(({ id, name, reached, standing, standingSince, standingReason, score }): Happened[] => [
    ...reached
      .filter(({ stage }) => stages.includes(stage))
      .map(({ stage, on }) => ({
        of: 'stage' as const,
        key: `${id}/${stage}`,
        at: on,
        stage,
        name,
        score: stage === 'accepted' ? (score ?? null) : null,
      })),
    ...(standing === 'returned' && standingSince
      ? [{ of: 'returned' as const, key: `${id}/returned`, at: standingSince, name, reason: standingReason ?? '' }]
      : []),
  ]);

const alertsOf = ({ told }: Target): Happened[] =>
  told.flatMap(({ alert, entries }) =>
    tell(entries)
      // What only changed its figures is no turn of events.
      .filter(({ what }) => what !== 'changed' && what !== 'unknown')
      .map((one) => ({
        of: 'alert' as const,
        key: `${alert.id}/${one.version}`,
        at: one.at,
        rule: alert.key.rule,
        label: alert.facts.label,
        told: one,
      })),
  );

function ordersOf({ orders }: Target): Happened[] {
  return orders.flatMap(({ order, number, stage, issue, signature, replies, end }) => {
    const at = (step: OrderStep, done: { by: string; at: string; note?: string } | undefined, i = 0): Happened[] =>
      done
        ? [
            {
              of: 'order',
              key: `${order.id}/${step}/${i}`,
              at: done.at,
              step,
              number,
              id: order.id,
              by: done.by,
              note: done.note ?? '',
            },
          ]
        : [];
    return [
      ...at('issued', { ...issue, note: order.instruction }),
      ...at('signed', signature),
      ...replies.flatMap(({ told, check, hasPassed }, i) => [
        ...at('replied', told, i),
        ...at(hasPassed ? 'passed' : 'sentBack', check, i),
      ]),
      ...at(stage === 'withdrawn' ? 'withdrawn' : 'closed', end),
    ];
  });
}

const mattersOf = ({ matters }: Target): Happened[] =>
  matters.flatMap(({ matter, raise, answer, return: back, end }) => {
    const at = (step: MatterStep, done: { by: string; at: string; note?: string } | undefined): Happened[] =>
      done
        ? [{ of: 'matter', key: `${matter.id}/${step}`, at: done.at, step, by: done.by, note: done.note ?? '' }]
        : [];
    return [
      ...at('raised', { ...raise, note: matter.text }),
      ...at('answered', answer),
      ...at('returned', back),
      ...at('settled', end),
    ];
  });

/** The newest first; of one day what has no time of its own comes last. */
export const happenedTo = (target: Target): Happened[] =>
  [...facilitiesOf(target), ...alertsOf(target), ...ordersOf(target), ...mattersOf(target)].sort(
    (a, b) => instant(b.at) - instant(a.at),
  );

/** Of a day its beginning in business time. */
export const instant = (at: string) => Date.parse(at.length === 10 ? `${at}T00:00:00+08:00` : at);
