import { monthDay, type Locale } from '../time/dates';
import type { Headline, PlaceCell } from '../walls/frame';
import { isUnconfirmed } from '../walls/standing';

type Say = (key: string, named?: Record<string, unknown>) => string;

/** Against the end of yesterday. */
export function changeOf({ owed, owedYesterday }: Headline, t: Say): string {
  if (owed === owedYesterday) return t('leaders.equal');
  return owed > owedYesterday
    ? t('leaders.more', { n: owed - owedYesterday })
    : t('leaders.less', { n: owedYesterday - owed });
}

/** The brief's first sentences, with the numbers in them. */
export function sentenceOf(headline: Headline, worst: PlaceCell | null, locale: Locale, t: Say): string {
  const say = (key: string, named: Record<string, unknown> = {}) => t(`leaders.brief.sentence.${key}`, named);
  const first = isUnconfirmed(headline)
    ? say('unconfirmed')
    : headline.owed === 0
      ? say('none')
      : say('owed', {
          n: headline.owed,
          change: changeOf(headline, t),
          n2: headline.childrenBehind,
          worst: worst ? say('worst', { name: worst.name, n: worst.owed }) : '',
        });
  const next = headline.next
    ? say('next', { date: monthDay(headline.next.due, locale), n: headline.next.missing })
    : say('noNext');
  return [first, headline.waiting > 0 ? say('waiting', { n: headline.waiting }) : '', next]
    .filter(Boolean)
    .join(locale === 'en' ? ' ' : '');
}
