import { describe, expect, it } from 'vitest';
import { createLanguages } from '../../languages/language';
import { byDue, byNewest, runningOf, secondsLeft, spanOf } from './clock';
import { item, sample } from './samples';

const now = Date.parse('2013-11-12T01:00:00Z');
const minute = 60_000;

describe('the clock', () => {
  const { global } = createLanguages('zh-CN');
  const words = (minutes: number) => {
    const { mark, key, unit, named } = spanOf(now + minutes * minute, now);
    return `${mark} ${global.t(`assigned.clock.${key}.${unit}`, named)}`;
  };

  it.each([
    [38, 'atRisk 剩 38 分'],
    [0.5, 'atRisk 剩 0 分'],
    [59.9, 'atRisk 剩 59 分'],
    [60, 'atRisk 剩 1 小时 00 分'],
    [120, 'atRisk 剩 2 小时 00 分'],
    [121, 'onTrack 剩 2 小时 01 分'],
    [1_439, 'onTrack 剩 23 小时 59 分'],
    [1_440, 'onTrack 还有 1 天'],
    [2 * 1_440 - 1, 'onTrack 还有 1 天'],
    [0, 'behind 超 1 分'],
    [-125, 'behind 超 2 小时 05 分'],
    [-1_440 * 3, 'behind 超 3 天'],
  ])('%s minutes before its limit it says "%s"', (minutes, said) => expect(words(minutes)).toBe(said));

  it('is the one that is used up first, of the unit’s own', () => {
    const dues = { finish: '2013-11-15T01:00:00Z', sign: '2013-11-12T02:00:00Z', callBack: '2013-11-12T01:30:00Z' };
    expect(runningOf(sample({ dues }))).toEqual({ clock: 'sign', due: Date.parse(dues.sign) });
    expect(runningOf(sample({ dues: { callBack: dues.callBack } }))).toBeNull();
  });
});

it('what is due first stands first, and what has no clock last', () => {
  const open = [
    item({ stage: 'suspended' }, 'rests'),
    item({ dues: { finish: '2013-11-15T01:00:00Z' } }, 'later'),
    item({ dues: { finish: '2013-11-20T01:00:00Z', contact: '2013-11-12T02:00:00Z' } }, 'first'),
  ];
  expect(byDue(open).map(({ number }) => number)).toEqual(['first', 'later', 'rests']);
});

it('what is over stands the newest first', () => {
  const at = (time: string) => ({ received: { by: 'account:operator', at: time } });
  const over = [item(at('2013-11-11T01:00:00Z'), 'old'), item(at('2013-11-12T01:00:00Z'), 'new')];
  expect(byNewest(over).map(({ number }) => number)).toEqual(['new', 'old']);
});

it.each([
  ['counts down to the server’s limit', 90, 0, 90],
  ['rounds up, so that 0 is over', 90, 89.2, 1],
  ['is over at the limit', 90, 90, 0],
  ['never shows longer than two minutes, whatever the machine’s clock says', 9_000, 0, 120],
  ['shows nothing by a clock that is ahead', -5, 0, 0],
])('a number that is shown %s', (_, until, passed, left) =>
  expect(secondsLeft(now + until * 1_000, now, now + passed * 1_000)).toBe(left),
);
