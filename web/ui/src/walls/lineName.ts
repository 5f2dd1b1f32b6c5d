import type { Locale } from '../time/dates';

/** What a line is called where there is little room. */
export const lineName = (line: { shortName: string; englishName: string }, locale: Locale): string =>
  locale === 'en' ? line.englishName : line.shortName;
