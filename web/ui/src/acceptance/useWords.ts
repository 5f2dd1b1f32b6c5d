import type { Desk } from '../alerts/desk';
import { actorWords } from '../evidence/actor';
import { useLanguage } from '../languages/language';
import { businessDate, dayInYear } from '../time/dates';
import { lineName } from '../walls/lineName';

/** How facilities, lines, places and whoever has to do with them are called. */
export function useWords(desk: () => Desk | null) {
  const { t, locale } = useLanguage();
  const place = (id: string) => desk()?.places.find((one) => one.id === id);
  const placeName = (id: string) => place(id)?.name ?? id;
  /** 花园路街道·戊院社区. */
  const pathName = (id: string) => {
    const own = place(id);
    const above = own?.kind === 'community' && own.parent ? place(own.parent) : undefined;
    return above ? `${above.name}·${own?.name ?? id}` : placeName(id);
  };
  const line = (id: string) => desk()?.lines.find((one) => one.id === id);
  const lineWord = (id: string) => {
    const found = line(id);
    return found ? lineName(found, locale.value) : id;
  };
  const day = (date: string) => dayInYear(date, desk()?.today ?? date, locale.value);
  return {
    t,
    locale,
    placeName,
    pathName,
    line,
    lineWord,
    day,
    dayOf: (at: string) => day(businessDate(Date.parse(at))),
    actor: (of: string) => actorWords(of, t),
  };
}
