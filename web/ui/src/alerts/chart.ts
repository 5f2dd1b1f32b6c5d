import { daysBetween } from '../time/dates';
import type { Trajectory, TrajectoryPoint } from '../walls/trajectory';

export interface Box {
  width: number;
  height: number;
}

/** A step of the plan on the drawing: its ledge, its number and its date. */
export interface Tick {
  on: string;
  items: number;
  x: number;
  y: number;
}

/** One trajectory with its axes, in a box whose y grows downwards. */
export interface Drawing {
  accepted: string;
  /** Over what is accepted: reported, and waiting. */
  reported: string;
  /** The risers go behind what is solid, the ledges lie over it. */
  risers: string;
  ledges: string;
  /** From what stands today to the plan's end, between the forecast's two ends. */
  forecast: string | null;
  ticks: Tick[];
  /** Whole figures for the axis, from nothing up. */
  axis: { items: number; y: number }[];
  today: { x: number; y: number };
  /** What lacks today, as a bracket; null: nothing. */
  gap: { top: number; bottom: number; items: number } | null;
}

const round = (value: number) => Math.round(value * 10) / 10;

export const atDay = (series: readonly TrajectoryPoint[], day: string): number =>
  series.reduce((items, point) => (point.on <= day ? point.items : items), 0);

/** Four steps at most, of 1, 2 or 5 with noughts. */
export function axisOf(top: number): number[] {
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, top)));
  const step = [0.1, 0.2, 0.5, 1, 2, 5].map((part) => part * scale).find((one) => one >= 1 && top / one <= 4) ?? scale;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step);
}

/** `owed` is what units lack, where one's surplus pays no other's debt: more than plan and what stands differ by. `range` is the forecast's: from and to, `to` null when it cannot be told. */
export function drawingOf(
  trajectory: Trajectory,
  today: string,
  range: { from: string; to: string | null } | null,
  owed: number,
  { width, height }: Box,
): Drawing {
  const { from, to, plan, reached, accepted } = trajectory;
  const span = Math.max(1, daysBetween(from, to));
  const top = Math.max(1, ...[...plan, ...reached].map(({ items }) => items));
  const x = (day: string) => round(Math.min(1, Math.max(0, daysBetween(from, day) / span)) * width);
  const y = (items: number) => round(height - (items / top) * height);

  /** Corners up to today: what stands holds until something else does. */
  const stairs = (series: readonly TrajectoryPoint[]): [number, number][] => {
    const corners: [number, number][] = [[0, y(0)]];
    for (const point of series.filter(({ on }) => on <= today))
      corners.push([x(point.on), corners.at(-1)?.[1] ?? y(0)], [x(point.on), y(point.items)]);
    return [...corners, [x(today), corners.at(-1)?.[1] ?? y(0)]];
  };
  const path = (corners: readonly [number, number][]) => corners.map(([a, b]) => `${a} ${b}`).join('L');
  const [solid, above] = [stairs(accepted), stairs(reached)];
  const now = { x: x(today), y: y(atDay(reached, today)) };
  const last = plan.at(-1);
  const goal = y(last?.items ?? 0);
  const wanted = atDay(plan, previous(today));
  return {
    accepted: `M${path(solid)}L${now.x} ${y(0)}Z`,
    reported: `M${path(above)}L${path([...solid].reverse())}Z`,
    risers: plan.map(({ on }, i) => `M${x(on)} ${y(plan[i - 1]?.items ?? 0)}V${y(plan[i]?.items ?? 0)}`).join(''),
    ledges: plan.map(({ on, items }, i) => `M${x(on)} ${y(items)}H${x(plan[i + 1]?.on ?? to)}`).join(''),
    forecast: range && goal < now.y ? `M${now.x} ${now.y}L${x(range.from)} ${goal}H${x(range.to ?? to)}Z` : null,
    ticks: plan.map(({ on, items }) => ({ on, items, x: x(on), y: y(items) })),
    axis: axisOf(top).map((items) => ({ items, y: y(items) })),
    today: now,
    gap: owed > 0 ? { top: Math.min(y(wanted), now.y), bottom: now.y, items: owed } : null,
  };
}

/** A step is unmet from the day after its own. */
const previous = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Where the words of what lacks stand: free of the plan's ledge, the solid and the next step, to whichever side there is room. */
export function wordsOfGap(
  { top, bottom }: { top: number; bottom: number },
  today: number,
  width: number,
): { x: number; y: number; anchor: 'start' | 'end' } {
  const isRight = today < width - 80;
  // Beside the bracket where a line of words fits under the ledge, else above it.
  const y = isRight && bottom - top >= 20 ? top + 16 : top - 6;
  return { x: today + (isRight ? 9 : -4), y: round(y), anchor: isRight ? 'start' : 'end' };
}

/** Ticks whose words would stand on each other: the later one is left out, but never the last. */
export function readable(ticks: readonly Tick[], room: number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of [...ticks].reverse()) {
    const next = kept[0];
    if (!next || next.x - tick.x >= room) kept.unshift(tick);
  }
  return kept;
}
