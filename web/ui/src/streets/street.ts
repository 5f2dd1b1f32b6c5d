import { readNow } from '../alerts/alerts';
import type { AcceptanceHead, CoordinationView, ListedAlert } from '../http/api';
import type { Item } from '../evidence/evidence';
import { read } from '../http/request';
import type { Order } from '../supervisions/supervisions';
import { businessDate, daysAfter } from '../time/dates';

/** What a street has to do, as the server has it at one moment; the lines' own figures come as its wall's do. */
export interface Work {
  /** Business time, in milliseconds of UTC. */
  now: number;
  today: string;
  alerts: ListedAlert[];
  orders: Order[];
  matters: CoordinationView[];
  /** Of steps that passed unmet, and of those to come within `horizon` days. */
  owed: Item[];
  due: Item[];
  /** Reported as completed, not accepted. */
  waiting: Item[];
  returned: Item[];
  /** Reports with their evidence, for the street to check. */
  checks: AcceptanceHead[];
}

/** Days ahead for which a step is this week's matter; a line that has none within them has nothing due. */
export const horizon = 28;
/** As many as the server tells at once; a street has fewer of each. */
const most = 200;

export async function readWork(street: string): Promise<Work> {
  const now = await readNow();
  const today = businessDate(now);
  const behind = (figure: 'owed' | 'due' | 'waiting' | 'returned', more: Record<string, string> = {}) =>
    read('/api/v1/evidence/facilities', {
      query: new URLSearchParams({ place: street, figure, ...more, limit: String(most) }),
    });
  const place = { place: street, limit: most };
  const [alerts, orders, matters, checks, owed, due, waiting, returned] = await Promise.all([
    read('/api/v1/alerts', { query: place }),
    read('/api/v1/supervisions', { query: { ...place, open: 'true' } }),
    read('/api/v1/coordinations', { query: place }),
    read('/api/v1/inspections', { query: { ...place, waits: 'check' } }),
    behind('owed'),
    behind('due', { from: today, to: daysAfter(today, horizon) }),
    behind('waiting'),
    behind('returned'),
  ]);
  return {
    now,
    today,
    alerts: alerts.alerts,
    orders: orders.orders,
    matters: matters.matters,
    owed: owed.items,
    due: due.items,
    waiting: waiting.items,
    returned: returned.items,
    checks: checks.items,
  };
}
