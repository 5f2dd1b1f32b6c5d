import { expect, it } from 'vitest';
import {
  businessDate,
  dateRange,
  dayInYear,
  daysBetween,
  hourMinute,
  hourMinuteSecond,
  mondayOf,
  monthDay,
  weekday,
} from './dates';

it('writes days without padding or year', () => {
  expect(monthDay('2013-11-30', 'zh-CN')).toBe('11月30日');
  expect(monthDay('2013-12-05', 'zh-CN')).toBe('12月5日');
  expect(monthDay('2013-12-05', 'en')).toBe('5 Dec');
  expect(weekday('2013-11-12', 'zh-CN')).toBe('周二');
  expect(weekday('2013-11-12', 'en')).toBe('Tue');
});

it('names a month once in a range', () => {
  expect(dateRange('2013-12-06', '2013-12-14', 'zh-CN')).toBe('12月6–14日');
  expect(dateRange('2013-11-28', '2013-12-03', 'zh-CN')).toBe('11月28日–12月3日');
  expect(dateRange('2013-12-06', '2013-12-06', 'zh-CN')).toBe('12月6日');
  expect(dateRange('2013-12-06', '2013-12-14', 'en')).toBe('6–14 Dec');
});

it('tells business time in Shanghai, whatever the zone of the screen', () => {
  const lateEvening = Date.parse('2013-11-12T16:05:09Z');
  expect(businessDate(lateEvening)).toBe('2013-11-13');
  expect(hourMinute(lateEvening)).toBe('00:05');
  expect(hourMinuteSecond(lateEvening)).toBe('00:05:09');
});

it('names the year where it is another', () => {
  expect(dayInYear('2013-12-08', '2013-11-12', 'zh-CN')).toBe('12月8日');
  expect(dayInYear('2014-01-05', '2013-11-12', 'zh-CN')).toBe('2014年1月5日');
  expect(dayInYear('2014-01-05', '2013-11-12', 'en')).toBe('5 Jan 2014');
  expect(dateRange('2013-12-20', '2014-01-05', 'zh-CN', '2013-11-12')).toBe('12月20日–2014年1月5日');
  expect(dateRange('2014-01-05', '2014-01-14', 'zh-CN', '2013-11-12')).toBe('2014年1月5–14日');
  expect(dateRange('2014-01-05', '2014-02-14', 'en', '2013-11-12')).toBe('5 Jan–14 Feb 2014');
});

it('counts days and finds Mondays', () => {
  expect(daysBetween('2013-11-12', '2013-11-30')).toBe(18);
  expect([mondayOf('2013-11-12'), mondayOf('2013-11-11'), mondayOf('2013-11-17')]).toEqual([
    '2013-11-11',
    '2013-11-11',
    '2013-11-11',
  ]);
});
