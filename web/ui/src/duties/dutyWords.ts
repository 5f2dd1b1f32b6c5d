import { useLanguage } from '../languages/language';
import { dayInYear } from '../time/dates';
import type { PlaceKind } from '../walls/frame';
import type { Holder } from './duties';
import type { Line, Row } from './roster';

/** How posts and people are called. */
export function useDutyWords() {
  const { t, locale } = useLanguage();
  const lineWord = (line: Line) => (locale.value === 'en' ? line.englishName : line.name);
  return {
    t,
    locale,
    lineWord,
    day: (date: string, today: string) => dayInYear(date, today, locale.value),
    name: (holder: Holder) => holder.name ?? t('duties.nameless'),
    /** Of a line's id; null: the place as a whole. */
    post(lines: readonly Line[], line: string | null, kind: PlaceKind): string {
      if (line === null) return t(`duties.whole.${kind}`);
      const found = lines.find(({ id }) => id === line);
      return found ? lineWord(found) : line;
    },
    rowWord: (row: Row, kind: PlaceKind) => (row.line ? lineWord(row.line) : (row.id ?? t(`duties.whole.${kind}`))),
  };
}
