import type { Desk } from '../alerts/desk';
import { useOrderWords } from '../supervisions/useOrderWords';
import type { Words } from './clock';
import type { Ticket } from './tickets';

/** How tickets, and what is said of them, are called. */
export function useTicketWords(desk: () => Desk | null) {
  const words = useOrderWords(desk);
  const { t, locale, placeName } = words;
  const say = ({ key, of }: Words) => t(key, of);
  const dot = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(t('tickets.dot'));
  const categoryName = (category: { name: string; englishName: string } | undefined) =>
    category ? (locale.value === 'en' ? category.englishName : category.name) : '';
  const quote = (said: string[]) => said.map((one) => t('tickets.quote', { words: one })).join('');
  /** What became of it: 已办结 · 满意, 办理中. */
  const standing = (ticket: Ticket) => {
    if (ticket.stage !== 'closed' || !ticket.end) return t(`tickets.stage.${ticket.stage}`);
    return t(`tickets.end.${ticket.end}`);
  };
  const pleased = ({ calls }: Ticket) => {
    const said = calls.findLast(({ satisfaction }) => satisfaction)?.satisfaction;
    return said ? t('tickets.history.called', { word: t(`tickets.satisfaction.${said}`) }) : '';
  };
  const whose = (ticket: Ticket) => {
    const last = ticket.dispatches.at(-1);
    return last && !last.returned ? words.unitName(last.unit) : placeName(ticket.about.place);
  };
  return { ...words, say, dot, categoryName, quote, standing, pleased, whose };
}
