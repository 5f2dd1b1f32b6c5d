import type { KindReach, LivingCircleView, ReachState, SpacingPage } from '../http/api';
import { command, read } from '../http/request';
import type { Kind, Rules } from '../service-points/points';
import type { Position } from '../service-points/points';

export type {
  CircleStage as Stage,
  KindReach,
  LivingCircleView as Circle,
  ReachState,
  SpacingFinding as Spacing,
  SpacingPage,
} from '../http/api';

const path = '/api/v1/living-circles';

export const readCircles = (place: string | null, line: string | null) => read(path, { query: { place, line } });

/** So many pages of 200, as one. */
export async function readSpacing(place: string | null, line: string | null, pages: number): Promise<SpacingPage> {
  const page = (after: string | null) =>
    read('/api/v1/service-points/spacing', { query: { place, line, after, limit: 200 } });
  let all = await page(null);
  for (let n = 1; n < pages && all.next; n++) {
    const more = await page(all.next);
    all = { ...more, items: [...all.items, ...more.items] };
  }
  return all;
}

/** @param apart Shown as neighbours so far, and to be none any more. */
export const draw = (community: string, neighbours: string[], apart: string[], centre: Position | null) =>
  command(`${path}/{community}/drawing`, {
    path: { community },
    body: { neighbours, ...(apart.length > 0 ? { apart } : {}), ...(centre ? { centre } : {}) },
  });

/** How far one kind reaches over the communities that are looked at. */
export interface Coverage {
  kind: Kind;
  /** Must each circle have it. */
  must: boolean;
  covered: number;
  /** Communities that are not within reach of one. */
  gaps: string[];
  unknown: number;
  /** The same within the walk of the old. */
  oldCovered: number;
}

export const reachOf = (circle: LivingCircleView, kind: string): KindReach | null =>
  circle.kinds.find((one) => one.kind === kind) ?? null;

/** A community that was never assessed is one of which nothing can be told. */
const state = (circle: LivingCircleView, kind: string, of: 'reach' | 'oldReach'): ReachState =>
  reachOf(circle, kind)?.[of] ?? 'unknown';

/** In the order of the rules, those first that a circle has to have. */
export function coverageOf(circles: readonly LivingCircleView[], rules: Rules): Coverage[] {
  const count = (kind: string, of: 'reach' | 'oldReach', is: ReachState) =>
    circles.filter((circle) => state(circle, kind, of) === is);
  const rows = rules.kinds.map((kind) => ({
    kind,
    must: rules.sufficient.includes(kind.id),
    covered: count(kind.id, 'reach', 'covered').length,
    gaps: count(kind.id, 'reach', 'gap').map(({ community }) => community),
    unknown: count(kind.id, 'reach', 'unknown').length,
    oldCovered: count(kind.id, 'oldReach', 'covered').length,
  }));
  return rows.sort((a, b) => Number(b.must) - Number(a.must));
}

/** What lacks most first; then those of which nothing is known, and the complete ones last. */
export function inOrder(circles: readonly LivingCircleView[]): LivingCircleView[] {
  const rank = { lacking: 0, unknown: 1, complete: 2 } as const;
  return [...circles].sort((a, b) => rank[a.stage] - rank[b.stage] || b.lacking.length - a.lacking.length);
}
