import { expect, it } from 'vitest';
import { createLanguages } from '../languages/everything';
import type { Entry } from './alerts';
import { wordsOf } from './alertWords';
import { tell } from './history';
import { facts } from './samples';

const entry = (type: string, data: object, version: number, actor = 'system:timekeeper') =>
  ({
    version,
    type: `alert.${type}`,
    data,
    actor,
    recordedAt: '2013-11-01T01:00:00Z',
    effectiveAt: '2013-11-01T01:00:00Z',
  }) as Entry;
const journal = (...all: [string, object][]) => all.map(([type, data], i) => entry(type, data, i + 1));

const words = (locale: 'zh-CN' | 'en') => {
  const { t } = createLanguages(locale).global;
  return wordsOf((key, named) => t(key, named ?? {}), locale, '2013-11-12');
};
const toldOf = (entries: Entry[], locale: 'zh-CN' | 'en' = 'zh-CN') =>
  tell(entries).map((one) => words(locale).happened('step', one));

const raised = { finding: { facts: facts() }, rung: 'street', next: { rung: 'leadUnit', at: '2013-11-05T01:00:00Z' } };
const acknowledged = {
  owner: 'wang',
  on: '2013-11-20',
  reason: 'rooms',
  note: '等产权单位腾房',
  holdsUntil: '2013-11-07T01:00:00Z',
};

it('tells an episode in words, the newest first', () => {
  const all = journal(
    ['raised', raised],
    ['escalated', { rung: 'leadUnit' }],
    ['acknowledged', acknowledged],
    ['lapsed', { noPlan: true, rung: 'district' }],
    ['silenced', { until: '2013-11-15', reason: '停工检查' }],
    ['unsilenced', {}],
    ['met', { settlesAt: '2013-11-13T01:00:00Z' }],
    ['resolved', {}],
    ['raised', raised],
    ['dropped', {}],
  );
  expect(toldOf(all)).toEqual([
    '方案已调整，不再考核',
    '触发：落后 1 项，逾期 1 天，通知街道',
    '消除',
    '已达标，11月13日 消除',
    '静默结束',
    '静默至 11月15日',
    '没有按时写整改方案，上报区领导',
    '确认并承诺 11月20日 前完成，原因：用房',
    '没有答复，上报牵头单位',
    '触发：落后 1 项，逾期 1 天，通知街道',
  ]);
  expect(tell(all)[7]?.said).toEqual(['等产权单位腾房']);
  expect(tell(all)[5]?.said).toEqual(['停工检查']);
});

it('says when it grew worse, and by how much it changed', () => {
  const all = journal(
    [
      'raised',
      { ...raised, finding: { facts: facts({ level: 'forecast', dueOn: '2013-11-30', expectedOn: '2013-12-09' }) } },
    ],
    ['changed', { finding: { facts: facts({ open: 3 }) } }],
    ['changed', { finding: { facts: facts({ open: 2 }) } }],
  );
  expect(toldOf(all)).toEqual([
    '变化：落后 2 项，逾期 1 天',
    '由预警变为滞后：落后 3 项，逾期 1 天',
    '触发：预计晚 9 天，节点 11月30日，通知街道',
  ]);
});

it('counts the episodes, and a new one has nothing before it', () => {
  const all = journal(['raised', raised], ['closed', { reason: '撤销该点' }], ['released', {}], ['raised', raised]);
  expect(tell(all).map(({ episode }) => episode)).toEqual([2, 1, 1, 1]);
  expect(tell(all)[0]?.before).toBeNull();
  expect(toldOf(all)[2]).toBe('关闭');
  expect(tell(all)[2]?.said).toEqual(['撤销该点']);
});

it('a promise that lapses with nobody left to tell says so', () => {
  expect(toldOf(journal(['lapsed', { noPlan: false }]))).toEqual(['承诺没有兑现']);
});

it('that receivers were told is left out', () => {
  expect(toldOf(journal(['told', { version: 1 }], ['closed', { reason: '撤销该点' }]))).toEqual(['关闭']);
});

it('what it does not know it names', () => {
  expect(toldOf(journal(['invented', {}]))).toEqual(['alert.invented']);
});

it('speaks English too', () => {
  expect(toldOf(journal(['raised', raised]), 'en')).toEqual(['Raised: 1 behind, 1 d late; told the street']);
});
