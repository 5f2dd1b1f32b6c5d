import { businessDate, daysBetween } from '../time/dates';
import type { Words } from './clock';
import type { Likeness } from './tickets';

/** Of three steps. */
export const stepsOf = ({ alike }: Pick<Likeness, 'alike'>): number => ({ low: 1, medium: 2, high: 3 })[alike];

/** Days of the calendar since it was received, in business time; without a clock, as the server counted them. */
export const daysSince = (receivedAt: string, now: number, counted: number): number =>
  now > 0 ? Math.max(0, daysBetween(businessDate(Date.parse(receivedAt)), businessDate(now))) : counted;

/** Why, the strongest first: 同一对象 · 同一来电号码 · 都说“公示价” · 类别相同 · 隔 1 天. */
export function whyAlike(likeness: Likeness, quote: (words: string[]) => string): Words[] {
  const { sameTarget, sameCaller, sameCategory, metres, words, days } = likeness;
  const said: Words[] = [];
  if (sameTarget) said.push({ key: 'tickets.similar.target', of: {} });
  else if (metres !== undefined) said.push({ key: 'tickets.similar.metres', of: { n: Math.round(metres) } });
  if (sameCaller) said.push({ key: 'tickets.similar.caller', of: {} });
  if (words.length > 0) said.push({ key: 'tickets.similar.words', of: { words: quote(words) } });
  said.push({ key: sameCategory ? 'tickets.similar.category' : 'tickets.similar.otherCategory', of: {} });
  said.push(days === 0 ? { key: 'tickets.similar.today', of: {} } : { key: 'tickets.similar.days', of: { n: days } });
  return said;
}
