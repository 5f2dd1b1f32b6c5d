import type { Desk } from '../../alerts/desk';
import { useOrderWords } from '../../supervisions/useOrderWords';
import type { Shown, Ticket } from './assigned';
import { spanOf } from './clock';

/** How tickets and what belongs to them are called. */
export function useTicketWords(desk: () => Desk | null) {
  const words = useOrderWords(desk);
  const { t, day } = words;
  const categories = [
    'charges',
    'service',
    'unattended',
    'damage',
    'hygiene',
    'information',
    'utilities',
    'security',
    'other',
  ] as const;
  /** A district may have others, which are called as they are written. */
  const category = (id: string) => {
    const known = categories.find((one) => one === id);
    return known ? t(`assigned.category.${known}`) : id;
  };
  const clockWord = (due: number, now: number) => {
    const { key, unit, named } = spanOf(due, now);
    return t(`assigned.clock.${key}.${unit}`, named);
  };
  /** What the unit asks for, and nobody has judged yet; empty: nothing. */
  const asking = ({ asking: of }: Ticket) =>
    of ? t(`assigned.asking.${of.ask}`, { n: of.days, date: of.until ? day(of.until) : '' }) : '';
  /** What was said, or that it was erased. */
  const said = ({ words: of }: Shown, id: string | undefined) =>
    id === undefined ? '' : (of[id] ?? t('assigned.erased'));
  return { ...words, category, clockWord, asking, said };
}
