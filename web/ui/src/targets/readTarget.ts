import { readEvidence, readHistory, readNow, type Alert, type Entry } from '../alerts/alerts';
import type { Evidence } from '../evidence/evidence';
import type { CoordinationView, FacilityView } from '../http/api';
import { read } from '../http/request';
import type { Order } from '../supervisions/supervisions';

/** One unit's target with all that happened to it. */
export interface Target {
  evidence: Evidence;
  /** Of this unit and line, the open ones first, then what was over last. */
  alerts: Alert[];
  /** The alerts' own journals. */
  told: { alert: Alert; entries: Entry[] }[];
  facilities: FacilityView[];
  orders: Order[];
  matters: CoordinationView[];
  /** Business time, in milliseconds of UTC. */
  now: number;
}

/** Journals are read of so many alerts: a line has a handful of steps. */
const mostTold = 6;
const most = 200;

/** Null: there is no such place or line. */
export async function readTarget(place: string, line: string): Promise<Target | null> {
  const evidence = await readEvidence(place, line);
  if (!evidence) return null;
  const query = { place, line, limit: most };
  const [now, open, over, facilities, orders, matters] = await Promise.all([
    readNow(),
    read('/api/v1/alerts', { query }),
    read('/api/v1/alerts', { query: { ...query, over: 'true' } }),
    read('/api/v1/facilities', { query }),
    read('/api/v1/supervisions', { query }),
    evidence.place.kind === 'district'
      ? { matters: [] }
      : read('/api/v1/coordinations', { query: { place, limit: most } }),
  ]);
  const alerts = [...open.alerts, ...over.alerts].map(({ alert }) => alert).filter(({ key }) => key.unit === place);
  const told = await Promise.all(
    alerts.slice(0, mostTold).map(async (alert) => ({ alert, entries: await readHistory(alert.id) })),
  );
  return {
    evidence,
    alerts,
    told,
    facilities: facilities.items,
    orders: orders.orders,
    matters: matters.matters.filter(({ matter }) => matter.lead === line),
    now,
  };
}
