import { isLate, type Order, type Stage } from './supervisions';

/** Stages that wait for somebody, as the list's filters have them. */
export const waitingStages: readonly Stage[] = ['issued', 'underway', 'sentBack', 'replied', 'passed'];

/** What the list is narrowed to; null: all that have not ended. `ended`: those that have. */
export type Filter = Stage | 'late' | 'ended' | null;

export const filters: readonly Filter[] = [null, 'late', ...waitingStages, 'ended'];

/** Whoever is late first and for longest, then what is due first; what has ended last, the latest first. `now` in milliseconds. */
export function byUrgency(orders: readonly Order[]): Order[] {
  const due = ({ wait }: Order) => (wait ? Date.parse(wait.lateFrom) : Infinity);
  const order = (a: Order, b: Order) => {
    const [mine, other] = [due(a), due(b)];
    if (mine !== other) return mine < other ? -1 : 1;
    return b.changedAt.localeCompare(a.changedAt);
  };
  return [...orders].sort(order);
}

export function narrowed(orders: readonly Order[], filter: Filter, now: number): Order[] {
  if (filter === null || filter === 'ended') return [...orders];
  return orders.filter((one) => (filter === 'late' ? isLate(one, now) : one.stage === filter));
}

export interface Group {
  /** As `unitKey` has it. */
  key: string;
  orders: Order[];
  late: number;
}

const unitKey = ({ order: { unit } }: Order) => `${unit.place} ${unit.line ?? ''}`;

/** By unit: whoever is late with most first, then whoever has most. */
export function byUnit(orders: readonly Order[], now: number): Group[] {
  const groups = new Map<string, Group>();
  for (const one of orders) {
    const key = unitKey(one);
    const group = groups.get(key) ?? { key, orders: [], late: 0 };
    groups.set(key, group);
    group.orders.push(one);
    if (isLate(one, now)) group.late += 1;
  }
  return [...groups.values()].sort((a, b) => b.late - a.late || b.orders.length - a.orders.length);
}
