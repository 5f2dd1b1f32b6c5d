import type { Locale } from '../time/dates';

/** A part of a name, and in which language it is. */
export interface Part {
  text: string;
  lang: Locale;
}

/** What another part says already is left out: a facility is often called by its place and its line. */
export const withoutDoubles = (parts: readonly Part[]): Part[] =>
  parts.filter(
    ({ text }, at) =>
      text !== '' && !parts.some((other, i) => (other.text === text ? i < at : i !== at && other.text.includes(text))),
  );

/** Between the parts of a name; a character's dot is as wide as a character. */
export const dot = (locale: Locale) => (locale === 'en' ? ' · ' : '·');

export const joined = (parts: readonly Part[], locale: Locale) => parts.map(({ text }) => text).join(dot(locale));
