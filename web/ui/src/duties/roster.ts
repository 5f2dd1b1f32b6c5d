import type { Ring } from '../walls/frame';
import type { Duty, PlaceRoster, Post } from './duties';

export interface Line {
  id: string;
  order: number;
  ring: Ring;
  name: string;
  englishName: string;
}

/** One post of a place: of a line, or of the place as a whole. */
export interface Row {
  /** Null: the place as a whole. */
  id: string | null;
  /** Null: the plan has no such line any more. */
  line: Line | null;
  post: Post | null;
  /** The plan leaves the line out here: nobody has to answer for it. */
  leftOut: boolean;
}

export interface Group {
  /** `whole`: the place as a whole; `gone`: lines that the plan has no more. */
  circle: Ring | 'whole' | 'gone';
  rows: Row[];
}

/**
 * The place as a whole, the lines by circle in the document's order, and at last what the plan no longer has.
 * Where one line alone is looked at, that one.
 */
export function groupsOf(lines: readonly Line[], roster: PlaceRoster, only: string | null = null): Group[] {
  const posts = new Map(roster.posts.map((post) => [post.line ?? null, post]));
  const leftOut = new Set(roster.leftOut);
  const row = (id: string | null, line: Line | null): Row => ({
    id,
    line,
    post: posts.get(id) ?? null,
    leftOut: id !== null && leftOut.has(id),
  });
  const sorted = [...lines].sort((a, b) => a.order - b.order);
  const known = new Set(sorted.map(({ id }) => id));
  const gone = roster.posts.flatMap(({ line }) => (line === undefined || known.has(line) ? [] : [row(line, null)]));
  const rings = [...new Set(sorted.map(({ ring }) => ring))].map((ring) => ({
    circle: ring,
    rows: sorted.filter((line) => line.ring === ring).map((line) => row(line.id, line)),
  }));
  return [
    { circle: 'whole' as const, rows: [row(null, null)] },
    ...rings,
    { circle: 'gone' as const, rows: gone },
  ].flatMap(({ circle, rows }) => {
    const shown = rows.filter(({ id }) => only === null || id === only);
    return shown.length > 0 ? [{ circle, rows: shown }] : [];
  });
}

/** How many posts somebody has to have, and how many nobody has. */
export function countOf(groups: readonly Group[]): { n: number; m: number } {
  const rows = groups
    .filter((group) => group.circle !== 'gone')
    .flatMap((group) => group.rows.filter((row) => !row.leftOut));
  return { n: rows.length, m: rows.filter((row) => !row.post?.lead).length };
}

/** What is another way on the day of the next change. */
export type Change = { what: 'begins'; duty: Duty } | { what: 'noLead' } | { what: 'noStandIn' };

export function changeOf(post: Post): { on: string; changes: Change[] } | null {
  const on = post.nextChange;
  if (on === undefined) return null;
  const begins = post.upcoming.filter(({ from }) => from === on);
  const isOver = (duty: Duty | undefined) => duty?.until !== undefined && duty.until < on;
  const isFollowed = (kind: Duty['kind']) => begins.some((duty) => duty.kind === kind);
  const changes: Change[] = begins.map((duty) => ({ what: 'begins', duty }));
  if (isOver(post.lead) && !isFollowed('lead')) changes.push({ what: 'noLead' });
  if (isOver(post.standIn) && !isFollowed('standIn')) changes.push({ what: 'noStandIn' });
  return { on, changes };
}

/** What may be done about a post. */
export type Action = 'assign' | 'standIn' | 'handOver' | 'end' | 'endStandIn';

export function actionsOf(post: Post | null): Action[] {
  const actions: Action[] = post?.lead ? ['handOver', 'standIn', 'end'] : ['assign', 'standIn'];
  return post?.standIn ? [...actions, 'endStandIn'] : actions;
}

/** Everything that the holder of a post leads in the same place on that day, the post's own first. */
export function togetherWith(roster: PlaceRoster, lead: Duty): Duty[] {
  const others = roster.posts.flatMap((post) =>
    post.lead && post.lead.holder.account === lead.holder.account && post.lead.number !== lead.number
      ? [post.lead]
      : [],
  );
  return [lead, ...others];
}
