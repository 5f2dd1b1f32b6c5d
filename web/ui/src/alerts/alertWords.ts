import { actorWords, ownerWords } from '../evidence/actor';
import { useLanguage } from '../languages/language';
import { businessDate, dayInYear, daysBetween, hourMinute, type Locale } from '../time/dates';
import { lineName } from '../walls/lineName';
import { endingOf, handlingOf, statusOf, type Alert, type Facts, type Level, type Rule, type Rung } from './alerts';
import type { Told } from './history';
import type { Desk } from './desk';
import { joined, withoutDoubles, type Part } from './naming';

export type Say = (key: string, named?: Record<string, unknown>) => string;

/** Two lines of a cell: what, and who or when. */
export type Lines = readonly [string, string];

/** What people call about, not what the plan asks for. */
export const isOfCalls = (rule: Rule): boolean => rule === 'tickets' || rule === 'spike' || rule === 'lifeSafety';

/** How alerts and what is done about them are called; `today` is the day of business. */
export function wordsOf(t: Say, locale: Locale, today: string) {
  const day = (date: string) => dayInYear(date, today, locale);
  const dayOf = (at: string) => day(businessDate(Date.parse(at)));
  const rung = (of: Rung) => t(`alerts.rung.${of}`);
  const level = (of: Level) => t(`alerts.level.${of}`);

  /** By how much, and since or until when; as it was on a day. */
  function gap(rule: Rule, { level: of, open, all, dueOn, expectedOn }: Facts, on = today): Lines {
    const days = daysBetween(dueOn, on);
    const late = days > 0 ? t('alerts.gap.late', { n: days }) : t('alerts.gap.until', { date: day(dueOn) });
    if (rule === 'spike') return [t('alerts.gap.spike', { n: open }), t('alerts.gap.since', { date: day(dueOn) })];
    if (rule !== 'step') return [t(`alerts.gap.${rule}`, { n: open, all }), late];
    if (of !== 'forecast') return [t(`alerts.gap.${of}`, { n: open }), late];
    const due = t('alerts.gap.due', { date: day(dueOn) });
    if (expectedOn === undefined) return [t('alerts.gap.never'), due];
    const slip = daysBetween(dueOn, expectedOn);
    if (slip > 0) return [t('alerts.gap.expected', { n: slip }), due];
    // It stays an alert until it is expected well before its date.
    return [slip === 0 ? t('alerts.gap.expectedOnTime') : t('alerts.gap.margin', { n: -slip }), due];
  }

  /** How far it is, and who did what or when the next thing happens. */
  function handling(alert: Alert): Lines {
    const { ended, next, fired, promise, silence, settlesAt, lapses } = alert;
    if (ended) return [t(`alerts.handling.${endingOf(ended)}`), dayOf(ended.endedAt)];
    const is = handlingOf(alert);
    const word = t(`alerts.handling.${is}`);
    const last = fired.at(-1);
    switch (is) {
      case 'met':
        return [word, t('alerts.state.settles', { date: dayOf(settlesAt ?? '') })];
      case 'silenced':
        return [word, t('alerts.state.until', { date: day(silence?.until ?? today) })];
      case 'acknowledged':
        return [t('alerts.state.promised'), t('alerts.state.before', { date: day(promise?.on ?? today) })];
      case 'escalated':
        return last ? [t('alerts.state.escalatedTo', { rung: rung(last.rung) }), dayOf(last.at)] : [word, ''];
      case 'lapsed':
        return [word, next ? rises(next) : t('alerts.state.lapses', { n: lapses })];
      case 'unacknowledged':
        return [word, next ? rises(next) : t(alert.heldBack ? 'alerts.list.copy' : 'alerts.state.stays')];
    }
  }

  function rises({ rung: to, at }: { rung: Rung; at: string }): string {
    const n = daysBetween(today, businessDate(Date.parse(at)));
    return n > 0 ? t('alerts.state.rises', { n, rung: rung(to) }) : t('alerts.state.risesToday', { rung: rung(to) });
  }

  /** What happened, in a sentence. */
  function happened(rule: Rule, { what, type, at, facts, before, rung: to, day: on, reason }: Told): string {
    const found = facts ? gap(rule, facts, businessDate(Date.parse(at))).join(t('frame.comma')) : '';
    switch (what) {
      case 'unknown':
        return type;
      case 'lapsed':
      case 'lapsedNoPlan':
        return to ? t(`alerts.history.${what}`, { rung: rung(to) }) : t(`alerts.history.${what}Silent`);
      case 'worse':
        return t('alerts.history.worse', {
          before: before ? level(before.level) : '',
          level: facts ? level(facts.level) : '',
          gap: found,
        });
      default:
        return t(`alerts.history.${what}`, {
          gap: found,
          rung: to ? rung(to) : '',
          // Of an instant its day: when what is met will be over.
          date: on ? (on.length > 10 ? dayOf(on) : day(on)) : '',
          reason: reason ? t(`alerts.reason.${reason}`) : '',
        });
    }
  }

  return {
    day,
    dayOf,
    moment: (at: string) => `${dayOf(at)} ${hourMinute(Date.parse(at))}`,
    rung,
    level,
    gap,
    handling,
    happened,
    owner: (account: string) => ownerWords(account, t),
    actor: (actor: string) => (actor.startsWith('system:') ? t('alerts.history.system') : actorWords(actor, t)),
    /** Its hue: of what is missed or expected; what only waits has none. */
    hue: statusOf,
  };
}

/** The words of the pages, of what a desk knows. */
export function useAlertWords(desk: () => Pick<Desk, 'today' | 'places' | 'lines'>) {
  const { t, locale } = useLanguage();
  const words = () => wordsOf(t, locale.value, desk().today);

  const lineOf = ({ key }: Alert) => desk().lines.find(({ id }) => id === key.line);
  const placeName = (id: string) => desk().places.find((one) => one.id === id)?.name ?? id;
  const lineWord = (alert: Alert) => {
    const line = lineOf(alert);
    if (alert.key.rule === 'directory') return t('frame.points');
    if (!line && isOfCalls(alert.key.rule)) return t('alerts.hotline');
    return line ? lineName(line, locale.value) : (alert.key.line ?? '');
  };
  /** The unit where it is asked for, the line and its step, of a facility its name; once what is in another. */
  const parts = (alert: Alert, unit: 'none' | 'first' | 'last' = 'none') => {
    const name: Part = { text: placeName(alert.key.unit), lang: 'zh-CN' };
    const what: Part[] = [
      { text: lineWord(alert), lang: locale.value },
      { text: alert.facts.label, lang: 'zh-CN' },
    ];
    return withoutDoubles([...(unit === 'first' ? [name] : []), ...what, ...(unit === 'last' ? [name] : [])]);
  };
  return {
    t,
    locale,
    words,
    lineOf,
    parts,
    placeName,
    lineWord,
    /** The unit that leads the step, or the line. */
    leadOf(alert: Alert) {
      const line = lineOf(alert);
      return line?.steps.find(({ id }) => id === alert.key.subject)?.lead ?? line?.lead ?? null;
    },
    /** What slips: the line and its step, of a facility its name. */
    target: (alert: Alert) => joined(parts(alert), locale.value),
    /** With whose it is, for a head, a dialog or a sentence. */
    whole: (alert: Alert) => joined(parts(alert, 'first'), locale.value),
  };
}
