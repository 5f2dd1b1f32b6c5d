import { daysBetween } from '../../time/dates';
import type { Trajectory, TrajectoryPoint } from '../trajectory';

export interface Box {
  width: number;
  height: number;
}

/** Paths of one trajectory in a box; y grows downwards, as in SVG. */
export interface Curve {
  plan: string;
  accepted: string;
  /** Between accepted and reached: reported, not accepted. */
  reported: string;
  /** From what stands today to where the plan ends, between the forecast's two ends. */
  forecast: string | null;
  /** Where today is, and what stands then. */
  today: { x: number; y: number };
}

const atDay = (series: readonly TrajectoryPoint[], day: string) =>
  series.reduce((items, point) => (point.on <= day ? point.items : items), 0);

/** `range` is the forecast's: from and to, `to` null when it cannot be told. */
export function curveOf(
  trajectory: Trajectory,
  today: string,
  range: { from: string; to: string | null } | null,
  { width, height }: Box,
): Curve {
  const span = Math.max(1, daysBetween(trajectory.from, trajectory.to));
  const top = Math.max(1, ...[...trajectory.plan, ...trajectory.reached].map((point) => point.items));
  const x = (day: string) => round(Math.min(1, Math.max(0, daysBetween(trajectory.from, day) / span)) * width);
  const y = (items: number) => round(height - (items / top) * height);
  const stairs = (series: readonly TrajectoryPoint[], until: string) => {
    const corners = [`M0 ${y(0)}`];
    for (const point of series) corners.push(`H${x(point.on)}`, `V${y(point.items)}`);
    return `${corners.join('')}H${x(until)}`;
  };
  const line = (series: readonly TrajectoryPoint[]) => [
    ...series.map((point) => `${x(point.on)} ${y(point.items)}`),
    `${x(today)} ${y(atDay(series, today))}`,
  ];
  const [reached, accepted] = [line(trajectory.reached), line(trajectory.accepted)];
  const start = `0 ${y(0)}`;
  const now = { x: x(today), y: y(atDay(trajectory.reached, today)) };
  const goal = y(trajectory.plan.at(-1)?.items ?? 0);
  return {
    plan: stairs(trajectory.plan, trajectory.to),
    accepted: `M${start}L${accepted.join('L')}`,
    reported: `M${start}L${reached.join('L')}L${[...accepted].reverse().join('L')}Z`,
    forecast:
      range && goal < now.y ? `M${now.x} ${now.y}L${x(range.from)} ${goal}H${x(range.to ?? trajectory.to)}Z` : null,
    today: now,
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
