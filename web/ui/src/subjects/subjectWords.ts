import { actorWords } from '../evidence/actor';
import { useLanguage } from '../languages/language';
import { businessDate, fullDay, hourMinute } from '../time/dates';
import type { Erasure, Hold, Subject } from './subjects';

/** How subjects and what was done with them are called. */
export function useSubjectWords() {
  const { t, locale } = useLanguage();
  /** A day, or the business day of an instant. */
  const day = (at: string) => fullDay(at.length === 10 ? at : businessDate(Date.parse(at)), locale.value);
  const name = (subject: Subject) => {
    if (subject.unreadable) return t('subjects.unreadable');
    return subject.name || subject.phone || subject.address || t('subjects.missing');
  };
  return {
    t,
    day,
    name,
    moment: (at: string) => `${day(at)} ${hourMinute(Date.parse(at))}`,
    who: (subject: Subject) => `${t(`subjects.kinds.${subject.kind}`)} ${name(subject)}`,
    by: ({ by, byName }: Erasure) => {
      if (by.startsWith('system:')) return t('subjects.ledger.system');
      return byName || t('subjects.ledger.unknown');
    },
    why: ({ by, reason }: Erasure) =>
      t(`subjects.ledger.reasons.${by.startsWith('system:') && reason === 'rule' ? 'retention' : reason}`),
    /** Why and by whom its erasure is put off. */
    held: ({ reason, by }: Hold) =>
      t('subjects.heldWhy', { reason: reason ?? t('subjects.heldUnknown'), by: actorWords(by, t) }),
  };
}
