import { markOf, riskAtMost } from './clock';
import { nextOf, sectionOf, sectionsInOrder, type Item, type QueueShown, type Section } from './tickets';

export interface QueuePart {
  name: Section;
  count: number;
  due: number;
  /** The earliest due first; what has no clock last. */
  items: Item[];
}

const dueOf = ({ ticket }: Item) => nextOf(ticket)?.due ?? Infinity;

/** What is open by where it is, always in the same order: what was signed for, is under way or suspended is one. */
export function sectionsOf({ sections }: Pick<QueueShown, 'sections'>): QueuePart[] {
  return sectionsInOrder.map((name) => {
    const parts = sections.filter(({ stage }) => sectionOf(stage) === name);
    const sum = (of: 'count' | 'due') => parts.reduce((all, part) => all + part[of], 0);
    const items = parts.flatMap(({ tickets }) => tickets);
    const sorted = items.sort((a, b) => {
      const [one, other] = [dueOf(a), dueOf(b)];
      return one === other ? a.number.localeCompare(b.number) : one - other;
    });
    return { name, count: sum('count'), due: sum('due'), items: sorted };
  });
}

export interface Totals {
  /** 办结超时 */
  missed: number;
  /** 其他超时 */
  behind: number;
  /** 预警 */
  atRisk: number;
  /** More may be: the queue is longer than what was read of it. */
  isPartial: boolean;
}

/**
 * How the whole queue stands. What is late is counted by the server; which of it is past its last step, and what is at risk,
 * is told by what is shown, the earliest due first: of a stage whose shown part ends within that time there may be more.
 */
export function totalsOf({ sections, asOf }: QueueShown): Totals {
  const now = Date.parse(asOf);
  const totals: Totals = { missed: 0, behind: 0, atRisk: 0, isPartial: false };
  for (const { count, due, tickets } of sections) {
    const marks = tickets.map(({ ticket }) => markOf(ticket, now));
    const missed = marks.filter((mark) => mark === 'missed').length;
    totals.missed += missed;
    totals.behind += Math.max(0, due - missed);
    totals.atRisk += marks.filter((mark) => mark === 'atRisk').length;
    const last = tickets.at(-1);
    totals.isPartial ||= count > tickets.length && (!last || dueOf(last) - now < riskAtMost);
  }
  return totals;
}

/** The one of a section that comes next: the earliest due, after the one that is open the one behind it; null: there is none. */
export function nextIn(queue: Pick<QueueShown, 'sections'>, name: Section, opened: string | null): string | null {
  const items = sectionsOf(queue).find((part) => part.name === name)?.items ?? [];
  const at = items.findIndex(({ ticket }) => ticket.intake.id === opened);
  return (items[at + 1] ?? items[0])?.ticket.intake.id ?? null;
}
