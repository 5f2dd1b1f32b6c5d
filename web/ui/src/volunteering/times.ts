import { businessDate, daysAfter, hourMinute } from '../time/dates';

const minute = 60_000;
const half = 30 * minute;

/** Of a day and times as they are told; an end that is not after the start is on the next day. */
export interface Span {
  day: string;
  start: string;
  end: string;
}

/** The two hours before now, to the half hour. */
export function lastHours(now: number): Span {
  const end = Math.floor(now / half) * half;
  const start = end - 4 * half;
  return { day: businessDate(start), start: hourMinute(start), end: hourMinute(end) };
}

/** 9:05, 0905, 905 or 9：05 as 09:05; null: it is no time. */
export function timeOf(text: string): string | null {
  const [, hours, minutes] = /^(\d{1,2})[:：. ]?(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

const instant = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);

/** Instants in milliseconds; null: one of them is no time. */
export function instantsOf({ day, start, end }: Span): { start: number; end: number } | null {
  const [from, to] = [timeOf(start), timeOf(end)];
  if (!from || !to || Number.isNaN(instant(day, from))) return null;
  return { start: instant(day, from), end: instant(to > from ? day : daysAfter(day, 1), to) };
}

/** Minutes; 0: one of them is no time. */
export function lengthOf(span: Span): number {
  const instants = instantsOf(span);
  return instants ? (instants.end - instants.start) / minute : 0;
}

/** 2013-11-12T14:30:00+08:00. */
export const written = (at: number) => `${businessDate(at)}T${hourMinute(at)}:00+08:00`;

/** An hour has sixty minutes and one decimal at most: 2, 9.5, 0.3. */
export const hoursOf = (minutes: number) => String(Math.round(minutes / 6) / 10);

/** Of a record that the server shows. */
export const spanOf = (start: string, end: string): Span => ({
  day: businessDate(Date.parse(start)),
  start: hourMinute(Date.parse(start)),
  end: hourMinute(Date.parse(end)),
});
