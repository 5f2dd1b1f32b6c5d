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
