import { accountWords } from '../accounts/names';
import { useLanguage } from '../languages/language';
import { businessDate, dayInYear, fullDay, hourMinute, monthDay } from '../time/dates';
import { limitOf, quotaOf, shapeOf, thousandths, wordOf, yuan } from './differences';
import type { Change, Lead, Quota } from './plan';

/** The plan's values in the words of the page's language. */
export function usePlanWords() {
  const { t, locale } = useLanguage();

  const field = (change: Change) => t(`plans.field.${wordOf(change.field)}`);

  /** @param unit of the line's count: 个, 支. */
  function side(change: Change, text: string | undefined, unit: string): string {
    if (text === undefined) return t('plans.absent');
    switch (shapeOf(change)) {
      case 'day':
        return fullDay(text, locale.value);
      case 'stage':
        return t(`plans.stage.${text}`);
      case 'ring':
        return t(`ring.${text}`);
      case 'rhythm':
        return t(`plans.rhythm.${text}`);
      case 'flag':
        return t(text === 'true' ? 'plans.yes' : 'plans.no');
      case 'thousandths':
        return thousandths(text);
      case 'quota':
        return quota(quotaOf(text), unit);
      case 'fen':
        return t('plans.yuan', { n: yuan(text) });
      case 'limit': {
        const { unit: of, n } = limitOf(text);
        return t(`plans.limit.${of}`, { n });
      }
      case 'pace':
        return t(`plans.pace.${text}`);
      case 'use':
        return t(`plans.use.${text}`);
      default:
        return text;
    }
  }

  /** The entry of a list that a change is of; the document names a kind of call by its word alone. */
  const item = ({ field: of, item: named }: Change) =>
    named !== undefined && of.startsWith('hotline/kinds') ? t(`plans.call.${named}`) : named;

  function quota({ kind, number, answers }: Quota, unit: string): string {
    return t(`plans.quota.${kind}`, { n: `${number} ${unit}`, percent: number, who: t(`plans.quota.who.${answers}`) });
  }

  function actor(by: string): string {
    if (by === 'system:seeds') return t('plans.by.seeds');
    if (by === 'rehearsal:programme-office') return t('plans.by.office');
    if (by === 'rehearsal:visitor') return t('plans.by.visitor');
    return t('plans.by.other', { who: accountWords(by, t) ?? by });
  }

  const moment = (instant: string) => {
    const at = Date.parse(instant);
    return `${fullDay(businessDate(at), locale.value)} ${hourMinute(at)}`;
  };

  /** A step's date; with its year where that is not the plan's own. */
  const dayIn = (date: string, year: string) => dayInYear(date, year, locale.value);

  const answers = (lead: Lead) => `${lead.name} ${lead.person ?? t('plans.unnamed')}`;

  return {
    t,
    locale,
    field,
    item,
    side,
    quota,
    actor,
    moment,
    answers,
    dayIn,
    day: (date: string) => fullDay(date, locale.value),
    shortDay: (date: string) => monthDay(date, locale.value),
  };
}
