import { expect, it } from 'vitest';
import { createLanguages } from '../languages/everything';
import { clockWords, elapsedWords, limitMoment, limitWords, standingOf, statusOf, type Words } from './clock';

const { global } = createLanguages('zh-CN');
const say = ({ key, of }: Words) => global.t(key, of);
const now = Date.parse('2013-11-12T06:32:00Z');
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

it.each([
  [38 * minute, '剩 38 分'],
  [59 * minute + 59_999, '剩 59 分'],
  [hour, '剩 1 小时 00 分'],
  [2 * hour + 58 * minute, '剩 2 小时 58 分'],
  [day - 1, '剩 23 小时 59 分'],
  [day, '还有 1 天'],
  [3 * day + hour, '还有 3 天'],
  [0, '超 0 分'],
  [-5 * minute, '超 5 分'],
  [-2 * hour - 5 * minute, '超 2 小时 05 分'],
  [-3 * day, '超 3 天'],
])('says %i ms from now as %s', (ms, words) => expect(say(clockWords(now + ms, now))).toBe(words));

it.each([
  ['of a day, four hours are few', 4 * hour - 1, 1_440, 'atRisk'],
  ['of a day, four hours are enough', 4 * hour, 1_440, 'onTrack'],
  ['of a quarter of an hour, four minutes are enough', 4 * minute, 15, 'onTrack'],
  ['of a quarter of an hour, three minutes are few', 3 * minute, 15, 'atRisk'],
  ['of fifteen working days, four hours count', 5 * hour, 21_600, 'onTrack'],
  ['at its moment it is behind', 0, 1_440, 'behind'],
  ['past it', -1, 1_440, 'behind'],
])('%s', (_, left, limit, status) => expect(statusOf(now + left, now, limit)).toBe(status));

it('goes by the clock that runs out first, and by that clock’s limit', () => {
  const limit = (minutes: number) => ({ minutes, isWork: false });
  const limits = {
    dispatch: limit(60),
    sign: limit(15),
    contact: limit(1_440),
    finish: limit(7_200),
    callBack: limit(2_880),
  };
  const at = (ms: number) => new Date(now + ms).toISOString();
  const standing = standingOf({ limits, dues: { finish: at(day), sign: at(4 * minute) } }, now);
  expect(standing).toMatchObject({ clock: 'sign', status: 'onTrack' });
  expect(standingOf({ limits, dues: {} }, now)).toBeNull();
});

it.each([
  [{ minutes: 15, isWork: false }, '15 分钟'],
  [{ minutes: 1_440, isWork: false }, '24 小时'],
  [{ minutes: 7_200, isWork: true }, '5 个工作日'],
  [{ minutes: 120, isWork: true }, '工作时间 2 小时'],
])('says a limit of %o as %s', (limit, words) => expect(say(limitWords(limit))).toBe(words));

it('counts the seconds of a call', () => {
  expect([24_999, 3_599_000, 3_661_000, -5].map(elapsedWords)).toEqual(['00:24', '59:59', '1:01:01', '00:00']);
});

it('a limit to the end of a day is that day at 24:00, in business time', () => {
  expect(limitMoment(Date.parse('2013-11-30T16:00:00Z'))).toEqual({ date: '2013-11-30', time: '24:00' });
  expect(limitMoment(Date.parse('2013-11-30T16:01:00Z'))).toEqual({ date: '2013-12-01', time: '00:01' });
  expect(limitMoment(Date.parse('2013-11-30T09:30:00Z'))).toEqual({ date: '2013-11-30', time: '17:30' });
});
