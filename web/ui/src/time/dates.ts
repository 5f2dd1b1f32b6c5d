export type Locale = 'zh-CN' | 'en';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** Business time is Asia/Shanghai wherever the screen hangs; it has had no summer time since 1991. */
const shanghai = 8 * 3_600_000;

const pad = (value: number) => String(value).padStart(2, '0');

function parts(date: string): { month: number; day: number; weekday: number } {
  const day = new Date(`${date}T00:00:00Z`);
  return { month: day.getUTCMonth() + 1, day: day.getUTCDate(), weekday: day.getUTCDay() };
}

/** 11月30日, 30 Nov. */
export function monthDay(date: string, locale: Locale): string {
  const { month, day } = parts(date);
  return locale === 'en' ? `${day} ${months[month - 1]}` : `${month}月${day}日`;
}

/** With the year when it is not this one: 2014年1月5日, 5 Jan 2014. */
export function dayInYear(date: string, today: string, locale: Locale): string {
  if (date.slice(0, 4) === today.slice(0, 4)) return monthDay(date, locale);
  return fullDay(date, locale);
}

/** 2013年11月12日, 12 Nov 2013. */
export function fullDay(date: string, locale: Locale): string {
  const year = date.slice(0, 4);
  return locale === 'en' ? `${monthDay(date, 'en')} ${year}` : `${year}年${monthDay(date, 'zh-CN')}`;
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** A day some days later, or before. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of a day's week. */
export const mondayOf = (date: string): string => daysAfter(date, -((parts(date).weekday + 6) % 7));

export function weekday(date: string, locale: Locale): string {
  return weekdays[locale][parts(date).weekday] ?? '';
}

/** 12月6–14日, 11月28日–12月3日, 6–14 Dec; with years when it leaves the year of `today`. */
export function dateRange(from: string, to: string, locale: Locale, today: string = from): string {
  if (from === to) return dayInYear(from, today, locale);
  const [start, end] = [parts(from), parts(to)];
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${dayInYear(from, today, locale)}–${fullDay(to, locale)}`;
  if (from.slice(0, 4) !== today.slice(0, 4)) {
    if (locale === 'en') return `${dateRange(from, to, locale)} ${from.slice(0, 4)}`;
    return `${from.slice(0, 4)}年${dateRange(from, to, locale)}`;
  }
  if (start.month !== end.month) return `${monthDay(from, locale)}–${monthDay(to, locale)}`;
  return locale === 'en'
    ? `${start.day}–${end.day} ${months[start.month - 1]}`
    : `${start.month}月${start.day}–${end.day}日`;
}

/** The business date of an instant given in milliseconds of UTC. */
export function businessDate(instant: number): string {
  return new Date(instant + shanghai).toISOString().slice(0, 10);
}

export function hourMinute(instant: number): string {
  const time = new Date(instant + shanghai);
  return `${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}`;
}

export function hourMinuteSecond(instant: number): string {
  return `${hourMinute(instant)}:${pad(new Date(instant).getUTCSeconds())}`;
}
