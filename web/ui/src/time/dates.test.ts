import { expect, it } from 'vitest';
import { businessDate, dateRange, hourMinute, hourMinuteSecond, monthDay, weekday } from './dates';

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
