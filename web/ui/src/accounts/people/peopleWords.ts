import { useLanguage } from '../../languages/language';
import { businessDate, fullDay, hourMinute } from '../../time/dates';
import { teamName, type Choices } from './choices';
import type { Grant } from './people';

export function usePeopleWords() {
  const { t, locale } = useLanguage();
  const day = (date: string) => fullDay(date, locale.value);
  const moment = (instant: string) => {
    const at = Date.parse(instant);
    return `${day(businessDate(at))} ${hourMinute(at)}`;
  };

  const role = (name: string) => t(`accounts.people.roles.${name}`);

  /** Where, for what and when; empty where the role is of the whole district for good. */
  function limits(grant: Grant, choices: Choices | null): string[] {
    const words: string[] = [];
    if (grant.place) words.push(choices?.places.find(({ id }) => id === grant.place)?.name ?? grant.place);
    if (grant.line) {
      const line = choices?.lines.find(({ id }) => id === grant.line);
      words.push((locale.value === 'en' ? line?.englishName : line?.name) ?? grant.line);
    }
    if (grant.team) words.push(teamName(grant.team));
    return words;
  }

  const time = (grant: Grant) =>
    [
      t('accounts.people.fromDay', { date: day(grant.from) }),
      grant.until && t('accounts.people.untilDay', { date: day(grant.until) }),
    ]
      .filter(Boolean)
      .join(' ');

  return { t, locale, day, moment, role, limits, time };
}
