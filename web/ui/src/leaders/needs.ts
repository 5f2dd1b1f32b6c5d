import { isLate, type Order } from '../supervisions/supervisions';
import { byWorst } from '../alerts/grouping';
import type { Alert, Listed } from '../alerts/alerts';
import type { CoordinationView } from '../http/api';

/** A step that passed unmet and is unmet still. What is only expected, what only waits and what is met by now is none. */
export const isRedAlert = ({ facts: { level }, settlesAt, ended }: Alert): boolean =>
  (level === 'missed' || level === 'behind') && settlesAt === undefined && ended === undefined;

/** 红线: worst first. */
export const redOf = (open: readonly Listed[]): Listed[] => open.filter(({ alert }) => isRedAlert(alert)).sort(byWorst);

/** The order that was issued about an alert and has not ended. */
export const orderOn = (alert: Alert, orders: readonly Order[]): Order | null =>
  orders.find(({ order }) => order.matter.alert === alert.id) ?? null;

/** One's own: those that wait for the issuer first, then the late ones, then by deadline. */
export function ownOrders(orders: readonly Order[], account: string | undefined, now: number): Order[] {
  const rank = (order: Order) => (order.stage === 'passed' ? 0 : isLate(order, now) ? 1 : 2);
  return orders
    .filter(({ issue }) => account !== undefined && issue.by === `account:${account}`)
    .sort((a, b) => rank(a) - rank(b) || a.order.deadline.localeCompare(b.order.deadline));
}

/** Matters of which the district has heard because nobody below did what was theirs; the longest first. */
export const mattersUp = (matters: readonly CoordinationView[]): CoordinationView[] =>
  matters
    .filter(({ stage, wait }) => stage !== 'settled' && wait?.fired.some(({ rung }) => rung === 'district'))
    .sort((a, b) => a.changedAt.localeCompare(b.changedAt));
