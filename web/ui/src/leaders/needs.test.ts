import { expect, it } from 'vitest';
import { facts, listed, promise } from '../alerts/samples';
import { createLanguages } from '../languages/everything';
import { order } from '../streets/samples';
import type { Headline } from '../walls/frame';
import { briefOf } from './brief';
import type { District } from './district';
import { mattersUp, orderOn, ownOrders, redOf } from './needs';
import { sentenceOf } from './sentence';

const now = Date.parse('2013-11-12T06:32:08Z');

it('has what is red worst first, and not what is met by now', () => {
  const open = [
    listed({ id: 'a' }),
    listed({ id: 'b', facts: facts({ level: 'forecast' }) }),
    listed({ id: 'c', facts: facts({ level: 'missed' }) }),
    listed({ id: 'd', settlesAt: '2013-11-15T01:00:00Z' }),
  ];
  expect(redOf(open).map(({ alert }) => alert.id)).toEqual(['c', 'a']);
});

it('knows the order about an alert, and has one’s own that wait for one first', () => {
  const about = order({ order: { ...order().order, matter: { ...order().order.matter, alert: 'step-1' } } });
  expect(orderOn(listed().alert, [order(), about])).toBe(about);
  expect(orderOn(listed().alert, [order()])).toBeNull();

  const at = (id: string, more: object) => order({ ...more, order: { ...order().order, id } });
  const all = [
    at('waits', { stage: 'underway' }),
    at('late', { wait: { number: 1, lateFrom: '2013-11-11T01:00:00Z', fired: [] } }),
    at('mine', { stage: 'passed' }),
    at('theirs', { issue: { by: 'account:wang', at: '2013-11-11T02:00:00Z' } }),
  ];
  expect(ownOrders(all, 'li', now).map(({ order: { id } }) => id)).toEqual(['mine', 'late', 'waits']);
});

it('has matters of which the district has heard', () => {
  const matter = (id: string, rungs: string[]) =>
    ({ matter: { id }, stage: 'raised', wait: { fired: rungs.map((rung) => ({ rung })) }, changedAt: id }) as never;
  expect(mattersUp([matter('b', ['leadUnit', 'district']), matter('a', ['leadUnit'])])).toHaveLength(1);
});

it('tells what changed since the beginning of yesterday', () => {
  const district: District = {
    now,
    today: '2013-11-12',
    open: [
      listed({ id: 'new', raisedAt: '2013-11-11T01:00:00Z' }),
      listed({ id: 'old' }),
      listed({ id: 'kept', promise: { ...promise, on: '2013-11-13' } }),
      listed({ id: 'said', promise: { ...promise, since: '2013-11-12T01:00:00Z' } }),
      listed({ id: 'lapsed', lapses: 1 }),
    ],
    over: [
      listed({ id: 'met', ended: { number: 1, endedAt: '2013-11-12T01:00:00Z' } as never }),
      listed({ id: 'long', ended: { number: 1, endedAt: '2013-11-02T01:00:00Z' } as never }),
    ],
    orders: [order(), order({ wait: { number: 1, lateFrom: '2013-11-11T01:00:00Z', fired: [] } })],
    matters: [],
    answerers: new Map(),
  };
  const { slipped, met, promised, lapsed, ending, late } = briefOf(district);
  expect([slipped, met, promised, lapsed, ending].map((all) => all.map(({ alert }) => alert.id))).toEqual([
    ['new'],
    ['met'],
    ['said'],
    ['lapsed'],
    ['kept'],
  ]);
  expect(late).toHaveLength(1);
});

it('says the number in a sentence', () => {
  const { t } = createLanguages('zh-CN').global;
  const headline = {
    owed: 10,
    owedYesterday: 12,
    waiting: 128,
    childrenBehind: 6,
    lines: { behind: 3, missed: 1, unconfirmed: 0 },
    next: { due: '2013-11-30', days: 18, missing: 49 },
  } as unknown as Headline;
  const say = t as (key: string, named?: Record<string, unknown>) => string;
  expect(sentenceOf(headline, { name: '花园路街道', owed: 3 } as never, 'zh-CN', say)).toBe(
    '到期未完成 10 项，比昨天少 2 项；6 个街道滞后，占比最高的是花园路街道（3 项）。已报竣待验收 128 项。下一节点 11月30日，还差 49 项。',
  );
});
