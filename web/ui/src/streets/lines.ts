import { atDay } from '../alerts/chart';
import type { Line } from '../http/api';
import type { LineCell, Ring, Status } from '../walls/frame';
import { ringOrder } from '../walls/frame';
import type { Trajectory } from '../walls/trajectory';

/** A step of the plan on a bar: where it stands on the row's own scale, and how many by then. */
export interface Tick {
  on: string;
  items: number;
  /** 0 to 100. */
  at: number;
  /** The one that the row speaks of. */
  isInForce: boolean;
}

export interface Bar {
  /** Parts of the scale, 0 to 100: what is accepted, and what is reported beyond it. */
  accepted: number;
  reported: number;
  ticks: Tick[];
}

export interface LineRow {
  cell: LineCell;
  /** Its ring, where the row is the first of it. */
  ring: Ring | null;
  accepted: number;
  /** Reported at the stage that its step counts, beyond what is accepted. */
  reported: number;
  /** Null: nothing is asked here. */
  bar: Bar | null;
  /** How many communities "each community" means here; null: the line does not ask each of them. */
  roster: number | null;
}

/** Worst first; what nobody has to act on last. */
export const statusOrder: readonly Status[] = [
  'missed',
  'behind',
  'atRisk',
  'noData',
  'onTrack',
  'baselineUnconfirmed',
  'nothingDue',
];

const asksEachCommunity = (line: Line | undefined) =>
  line?.steps.some(({ quotas }) =>
    quotas.some(({ kind, answers }) => kind === 'shareOfCommunities' || (kind === 'each' && answers === 'community')),
  ) ?? false;

/** Something is asked of the street, or stands there. */
const isHere = ({ wanted, accepted, waiting, status }: LineCell) =>
  wanted > 0 || accepted + waiting > 0 || status === 'baselineUnconfirmed';

export function barOf(cell: LineCell, trajectory: Trajectory | undefined, accepted: number, reported: number) {
  const plan = trajectory?.plan ?? [];
  const whole = Math.max(plan.at(-1)?.items ?? 0, plan.length === 0 ? cell.wanted : 0);
  if (whole <= 0) return null;
  const share = (items: number) => Math.min(100, Math.max(0, (items / whole) * 100));
  return {
    accepted: share(accepted),
    reported: share(accepted + reported) - share(accepted),
    ticks: plan.map(({ on, items }) => ({ on, items, at: share(items), isInForce: on === cell.step?.due })),
  };
}

/** In the document's order, by ring; lines of which nothing is asked here are left out. */
export function rowsOf(
  cells: readonly LineCell[],
  trajectory: (line: string) => Trajectory | undefined,
  plan: readonly Line[],
  communities: number,
  today: string,
): LineRow[] {
  const here = cells
    .filter(isHere)
    .sort((a, b) => ringOrder.indexOf(a.ring) - ringOrder.indexOf(b.ring) || a.order - b.order);
  return here.map((cell, i) => {
    const series = trajectory(cell.id);
    const accepted = series ? atDay(series.accepted, today) : cell.accepted;
    const reported = series ? Math.max(0, atDay(series.reached, today) - accepted) : cell.waiting;
    return {
      cell,
      ring: here[i - 1]?.ring === cell.ring ? null : cell.ring,
      accepted,
      reported,
      bar: barOf(cell, series, accepted, reported),
      roster: asksEachCommunity(plan.find(({ id }) => id === cell.id)) ? communities : null,
    };
  });
}

/** Rows of one status, each ring named again where its first row is left out. */
export function ofStatus(rows: readonly LineRow[], status: Status | null): LineRow[] {
  const shown = rows.filter(({ cell }) => status === null || cell.status === status);
  return shown.map((row, i) => ({ ...row, ring: shown[i - 1]?.cell.ring === row.cell.ring ? null : row.cell.ring }));
}

export const countsOf = (rows: readonly LineRow[]): { status: Status; count: number }[] =>
  statusOrder
    .map((status) => ({ status, count: rows.filter(({ cell }) => cell.status === status).length }))
    .filter(({ count }) => count > 0);
