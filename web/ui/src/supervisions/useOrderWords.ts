import { accountWords } from '../accounts/names';
import type { Desk } from '../alerts/desk';
import { dot } from '../alerts/naming';
import { actorWords } from '../evidence/actor';
import type { Wait } from '../http/api';
import { useLanguage } from '../languages/language';
import { businessDate, dayInYear, daysBetween, fullDay, hourMinute } from '../time/dates';
import { lineName } from '../walls/lineName';
import type { Order } from './supervisions';

/** How orders and whoever has to do with them are called. */
export function useOrderWords(desk: () => Desk | null) {
  const { t, locale } = useLanguage();
  const placeName = (id: string) => (desk()?.named ?? desk()?.places)?.find((place) => place.id === id)?.name ?? id;
  const lineOf = (id: string | undefined) => desk()?.lines.find((one) => one.id === id);
  const lineWord = (id: string) => {
    const line = lineOf(id);
    return line ? lineName(line, locale.value) : id;
  };
  /** 区综治办（综治工作站牵头单位）; a street or a community by its name. */
  const unitName = ({ place, line }: Order['order']['unit']) => {
    if (line === undefined) return placeName(place);
    const lead = lineOf(line)?.lead.name;
    return lead
      ? t('supervisions.leadBy', { lead, name: lineWord(line) })
      : t('supervisions.leadOf', { name: lineWord(line) });
  };
  const person = (account: string | undefined) =>
    account === undefined ? t('supervisions.nobody') : (accountWords(`account:${account}`, t) ?? account);
  const today = () => desk()?.today ?? '';
  const day = (date: string) => dayInYear(date, today() || date, locale.value);
  const dateOf = (at: string) => businessDate(Date.parse(at));
  const dayOf = (at: string) => day(dateOf(at));
  const moment = (at: string) => `${dayOf(at)} ${hourMinute(Date.parse(at))}`;
  /** 还有 18 天, 逾期 12 天. */
  const span = (date: string) => {
    const n = today() ? daysBetween(today(), date) : 0;
    return n > 0 ? t('span.left', { n }) : n < 0 ? t('span.overdue', { n: -n }) : t('span.today');
  };
  const where = ({ order: { matter } }: Order) =>
    [placeName(matter.place), ...(matter.line === undefined ? [] : [lineWord(matter.line)])].join(dot(locale.value));
  /** Who heard that it is late, or from when it is; empty: nothing waits. */
  const waits = ({ wait }: { wait?: Wait }, now: number) => {
    if (!wait) return '';
    const last = wait.fired.at(-1);
    if (last) return t('supervisions.lateSince', { rung: t(`alerts.rung.${last.rung}`), date: dayOf(last.at) });
    return Date.parse(wait.lateFrom) <= now ? '' : t('supervisions.lateFrom', { date: dayOf(wait.lateFrom) });
  };
  return {
    t,
    locale,
    placeName,
    lineOf,
    lineWord,
    unitName,
    person,
    day,
    dayOf,
    moment,
    span,
    where,
    waits,
    inFull: (date: string) => fullDay(date, locale.value),
    dateInFull: (at: string) => fullDay(dateOf(at), locale.value),
    actor: (of: string) => actorWords(of, t),
  };
}
