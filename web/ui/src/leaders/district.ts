import { readAnswerers, type Desk } from '../alerts/desk';
import { readListing, type Listed } from '../alerts/alerts';
import type { CoordinationView } from '../http/api';
import { read } from '../http/request';
import type { Order } from '../supervisions/supervisions';
import { businessDate } from '../time/dates';

/** What leadership answers for: alerts of the whole district, orders that have not ended, and matters that are not settled. */
export interface District {
  /** Business time, in milliseconds of UTC. */
  now: number;
  today: string;
  open: Listed[];
  over: Listed[];
  orders: Order[];
  matters: CoordinationView[];
  /** Who answers in each street; null: nobody is named. */
  answerers: ReadonlyMap<string, string | null>;
}

const most = 200;
const question = { scopes: [{ place: null, line: null }], copies: false };

export async function readDistrict(desk: Desk): Promise<District> {
  const [open, over, orders, matters, answerers] = await Promise.all([
    readListing({ ...question, over: false }),
    read('/api/v1/alerts', { query: { over: 'true', limit: most } }),
    read('/api/v1/supervisions', { query: { open: 'true', limit: most } }),
    read('/api/v1/coordinations', { query: { limit: most } }),
    // Names are for people: a failure leaves them out.
    readAnswerers(desk).catch(() => new Map<string, string | null>()),
  ]);
  return {
    now: open.now,
    today: businessDate(open.now),
    open: open.alerts,
    over: over.alerts,
    orders: orders.orders,
    matters: matters.matters,
    answerers,
  };
}
