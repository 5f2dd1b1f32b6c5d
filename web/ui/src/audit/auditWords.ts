import { actorWords } from '../evidence/actor';
import { useLanguage } from '../languages/language';
import { businessDate, fullDay, hourMinuteSecond } from '../time/dates';
import { keyOf, type Item } from './audit';

/** What the audit's records are called by people. */
export function useAuditWords() {
  const { t, te, locale } = useLanguage();
  const known = (path: string, otherwise: string) => (te(path) ? t(path) : otherwise);
  return {
    t,
    locale,
    /** An action or an event; one that this page does not know by its own name. */
    did: (action: string) => known(`audit.did.${keyOf(action)}`, action),
    field: (name: string) => known(`audit.field.${name}`, name),
    who: (item: Item) => item.actorName ?? (item.actor === undefined ? t('audit.nobody') : actorWords(item.actor, t)),
    time: (at: string) => `${fullDay(businessDate(Date.parse(at)), locale.value)} ${hourMinuteSecond(Date.parse(at))}`,
  };
}
