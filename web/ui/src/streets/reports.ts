import type { Item } from '../evidence/evidence';
import type { Stage } from '../walls/frame';
import { daysBetween, mondayOf } from '../time/dates';
import type { Work } from './street';

/** A facility that is to be reported this week, or as many as nobody registered. */
export interface ToReport {
  key: string;
  item: Item;
  /** `progress`: of its work; `evidence`: it is built and nothing shows it. */
  asks: 'progress' | 'evidence';
  /** By when its step is due; null: it is no step's. */
  due: string | null;
  /** Days since it was last heard of; null: never. */
  silent: number | null;
}

const order: readonly Stage[] = ['planned', 'prepared', 'delivered', 'completed', 'filed', 'accepted'];

/** What is still to be reported of a facility that has come so far. */
export const stagesAfter = (stage: Stage): Stage[] =>
  (['prepared', 'delivered', 'completed'] as const).filter((one) => order.indexOf(one) > order.indexOf(stage));

const keyOf = ({ id, unit, line, step }: Item) => `${id ?? unit.id}/${line}/${step?.id ?? ''}`;

/**
 * 待上报: owed or due at its line's next step, and not heard of since Monday; then what is built without evidence. What was sent
 * back has a list of its own. Earliest due first.
 */
export function toReportOf({ owed, due, waiting, returned, checks, today }: Work): ToReport[] {
  const monday = mondayOf(today);
  const back = new Set(returned.map(({ id }) => id));
  const next = new Map<string, string>();
  for (const { line, step } of due) if (step && step.due < (next.get(line) ?? '9')) next.set(line, step.due);
  const asked = [...owed, ...due.filter(({ line, step }) => step?.due === next.get(line))];
  const seen = new Set<string>();
  const progress = asked.filter((item) => {
    const key = item.id ?? keyOf(item);
    if (seen.has(key) || (item.id && back.has(item.id)) || (item.heard && item.heard >= monday)) return false;
    seen.add(key);
    return true;
  });
  const shown = new Set(checks.map(({ facility }) => facility));
  const evidence = waiting.filter(
    ({ id, stage }) => id !== null && stage === 'completed' && !shown.has(id) && !seen.has(id) && !back.has(id),
  );
  const row = (asks: ToReport['asks']) => (item: Item) => ({
    key: keyOf(item),
    item,
    asks,
    due: item.step?.due ?? null,
    silent: item.heard ? daysBetween(item.heard, today) : null,
  });
  return [...progress.map(row('progress')), ...evidence.map(row('evidence'))].sort(
    (a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || (b.silent ?? 1e6) - (a.silent ?? 1e6),
  );
}

/** 整改: the earliest date first; what has none last. */
export const rectificationsOf = (returned: readonly Item[]): Item[] =>
  [...returned].sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9') || a.name.localeCompare(b.name));
