import { expect, it } from 'vitest';
import { createLanguages } from '../languages/everything';
import { daysSince, stepsOf, whyAlike } from './likeness';
import type { Likeness } from './tickets';

const { global } = createLanguages('zh-CN');
const none: Likeness = { alike: 'low', sameTarget: false, sameCaller: false, sameCategory: false, words: [], days: 0 };
const quote = (words: string[]) => words.map((word) => `“${word}”`).join('');
const said = (of: Partial<Likeness>) =>
  whyAlike({ ...none, ...of }, quote)
    .map(({ key, of: filled }) => global.t(key, filled))
    .join(' · ');

it('says why in words, the strongest first', () => {
  const all = { sameTarget: true, sameCaller: true, sameCategory: true, words: ['公示价', '多收'], days: 1 };
  expect(said(all)).toBe('同一对象 · 同一来电号码 · 都说“公示价”“多收” · 类别相同 · 隔 1 天');
});

it('says how far it is only of another target, and that the category is another', () => {
  expect(said({ metres: 40 })).toBe('地址相距 40 米 · 类别不同 · 今天受理');
  expect(said({ metres: 0, sameTarget: true })).not.toContain('米');
});

it('has a meter of three steps', () => {
  expect((['low', 'medium', 'high'] as const).map((alike) => stepsOf({ alike }))).toEqual([1, 2, 3]);
});

it('counts days by the calendar of business time, and not by 24 hours', () => {
  const days = (receivedAt: string, now: string) => daysSince(receivedAt, Date.parse(now), 9);
  expect(days('2013-11-12T15:59:00Z', '2013-11-12T16:01:00Z')).toBe(1);
  expect(days('2013-11-12T01:00:00Z', '2013-11-12T15:59:00Z')).toBe(0);
  expect(days('2013-11-11T16:00:00Z', '2013-11-13T15:59:00Z')).toBe(1);
  expect(daysSince('2013-11-12T01:00:00Z', 0, 9)).toBe(9);
});
