import { useLanguage } from '../languages/language';
import { businessDate, hourMinute, monthDay, yearMonthDay } from '../time/dates';
import { quotaOf, shapeOf, thousandths, wordOf, yuan } from './differences';
import type { Change, Lead, Quota } from './plan';

/** The plan's values in the words of the page's language. */
export function usePlanWords() {
  const { t, locale } = useLanguage();

  const field = (change: Change) => t(`plans.field.${wordOf(change.field)}`);

  function value(change: Change, text: string | undefined): string {
    if (text === undefined) return t('plans.absent');
    switch (shapeOf(change)) {
      case 'day':
        return yearMonthDay(text, locale.value);
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
      case 'fen':
        return t('plans.yuan', { n: yuan(text) });
      default:
        return text;
    }
  }

  function quota({ kind, number, answers }: Quota): string {
    return t(`plans.quota.${kind}`, { n: number, unit: t(`plans.quota.unit.${answers}`) });
  }

  const isQuota = (change: Change) => change.field.startsWith('steps/quotas') && change.item !== undefined;

  /** A quota is named by what it asks, not by its key. */
  function side(change: Change, text: string | undefined): string {
    return text !== undefined && change.item && isQuota(change)
      ? quota(quotaOf(change.item, text))
      : value(change, text);
  }

  const item = (change: Change) => (isQuota(change) ? undefined : change.item);

  function actor(by: string): string {
    if (by === 'system:seeds') return t('plans.by.seeds');
    if (by === 'rehearsal:visitor') return t('plans.by.visitor');
    return t('plans.by.other', { who: by });
  }

  const moment = (instant: string) => {
    const at = Date.parse(instant);
    return `${yearMonthDay(businessDate(at), locale.value)} ${hourMinute(at)}`;
  };

  const answers = (lead: Lead) => `${lead.name} ${lead.person ?? t('plans.unnamed')}`;

  return {
    t,
    locale,
    field,
    side,
    item,
    quota,
    actor,
    moment,
    answers,
    day: (date: string) => yearMonthDay(date, locale.value),
    shortDay: (date: string) => monthDay(date, locale.value),
  };
}
