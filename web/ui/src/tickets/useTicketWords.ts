import type { Desk } from '../alerts/desk';
import { useOrderWords } from '../supervisions/useOrderWords';
import { limitMoment, type Words } from './clock';
import type { TicketChange, TicketFacts } from '../http/api';
import type { Step } from './course';
import type { Shown, Ticket } from './tickets';

const usualCategories = [
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

/** Of targets by their rows, and numbers of tickets by their ids. */
export type Names = Readonly<Record<string, string>>;

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
  /** Categories of the usual rules; a district may have others, which are called as they are written. */
  const category = (id: string) => {
    const known = usualCategories.find((one) => one === id);
    return known ? t(`assigned.category.${known}`) : id;
  };
  /** What the unit asks for, and nobody has judged yet; empty: nothing. */
  const asking = ({ asking: of }: Ticket) =>
    of ? t(`assigned.asking.${of.ask}`, { n: of.days, date: of.until ? words.day(of.until) : '' }) : '';
  /** Until when: 11月30日 24:00. */
  const limit = (at: string) => {
    const { date, time } = limitMoment(Date.parse(at));
    return `${words.day(date)} ${time}`;
  };
  /** What was said, or that it was erased. */
  const said = ({ words: of }: Pick<Shown, 'words'>, id: string | undefined) =>
    id === undefined ? '' : (of[id] ?? t('tickets.erased'));
  const about = ({ row, place }: TicketFacts['about'], names: Names) => dot(placeName(place), names[row]);
  const facts = (key: string, of: TicketFacts, names: Names) => {
    if (key === 'target') return about(of.about, names);
    return dot(key !== 'urgency' && category(of.category), key !== 'category' && t(`tickets.urgency.${of.urgency}`));
  };
  /** 改类别：收费 → 卫生, 工单 1112-0062 并入本单, 超时：签收. */
  const changeWords = (key: string, { before, after, other, clock, round }: TicketChange, names: Names) =>
    t(`tickets.changed.${key}`, {
      before: before ? facts(key, before, names) : '',
      after: after ? facts(key, after, names) : '',
      number: other ? (names[other] ?? '') : '',
      clock: clock ? t(`tickets.clocks.${clock}`) : '',
      n: round,
    });
  /** 派单至 北林路街道, 答复 · 查实, 申请延期 · 3 个工作日. */
  const stepWords = ({ key, of: { unit, words: more = [], asking: request, change } }: Step, names: Names = {}) => {
    if (change) return changeWords(key, change, names);
    if (!request)
      return dot(
        t(`tickets.opened.${key}`, { unit: unit ? words.unitName(unit) : '' }),
        ...more.map((word) => t(word)),
      );
    return dot(
      t('tickets.opened.asked', { ask: t(`tickets.ask.${request.ask}`) }),
      request.days > 0 && t('tickets.opened.days', { n: request.days }),
      request.until && t('tickets.opened.until', { date: words.day(request.until) }),
    );
  };
  return {
    ...words,
    category,
    asking,
    limit,
    said,
    stepWords,
    say,
    dot,
    categoryName,
    quote,
    standing,
    pleased,
    whose,
  };
}
