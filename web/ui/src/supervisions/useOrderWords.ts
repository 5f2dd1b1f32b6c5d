import { accountWords } from '../accounts/names';
import type { Desk } from '../alerts/desk';
import { actorWords } from '../evidence/actor';
import { useLanguage } from '../languages/language';
import { businessDate, dayInYear, fullDay } from '../time/dates';
import { lineName } from '../walls/lineName';
import type { Order } from './supervisions';

/** How orders and whoever has to do with them are called. */
export function useOrderWords(desk: () => Desk | null) {
  const { t, locale } = useLanguage();
  const placeName = (id: string) => desk()?.places.find((place) => place.id === id)?.name ?? id;
  const lineWord = (id: string) => {
    const line = desk()?.lines.find((one) => one.id === id);
    return line ? lineName(line, locale.value) : id;
  };
  const unitName = ({ place, line }: Order['order']['unit']) =>
    line === undefined ? placeName(place) : t('supervisions.leadOf', { name: lineWord(line) });
  const person = (account: string | undefined) =>
    account === undefined ? t('supervisions.nobody') : (accountWords(`account:${account}`, t) ?? account);
  const day = (date: string) => dayInYear(date, desk()?.today ?? date, locale.value);
  const dayOf = (at: string) => day(businessDate(Date.parse(at)));
  const inFull = (date: string) => fullDay(date, locale.value);
  return {
    t,
    locale,
    placeName,
    lineWord,
    unitName,
    person,
    day,
    dayOf,
    inFull,
    actor: (of: string) => actorWords(of, t),
  };
}
