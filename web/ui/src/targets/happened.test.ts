import { expect, it } from 'vitest';
import { alert } from '../alerts/samples';
import type { FacilityView } from '../http/api';
import type { Evidence } from '../evidence/evidence';
import { order } from '../streets/samples';
import { nextOf, stepOf } from './figures';
import { happenedTo } from './happened';
import type { Target } from './readTarget';

const facility = {
  id: 'f1',
  name: '博物院社区综治工作站',
  reached: [
    { stage: 'prepared', on: '2013-10-26' },
    { stage: 'completed', on: '2013-11-05' },
    { stage: 'accepted', on: '2013-11-08' },
  ],
  standing: 'active',
  score: 93,
} as unknown as FacilityView;

it('tells facilities, alerts and orders in one course, the newest first', () => {
  const finding = { facts: alert().facts };
  const entry = { actor: 'system:timekeeper', recordedAt: '2013-11-01T01:00:00Z', effectiveAt: '2013-11-01T01:00:00Z' };
  const target = {
    alerts: [alert()],
    told: [
      { alert: alert(), entries: [{ ...entry, version: 1, type: 'alert.raised', data: { finding, rung: 'street' } }] },
    ],
    facilities: [facility],
    orders: [order({ signature: { by: 'account:zhou', at: '2013-11-11T06:00:00Z' } })],
    matters: [],
  } as unknown as Target;
  expect(happenedTo(target).map((one) => [one.of, one.at.slice(0, 10)])).toEqual([
    ['order', '2013-11-11'],
    ['order', '2013-11-11'],
    ['stage', '2013-11-08'],
    ['stage', '2013-11-05'],
    ['alert', '2013-11-01'],
  ]);
});

const sentence = (step: string, due: string, met: number) => ({
  step,
  label: step,
  due,
  stage: 'completed' as const,
  lead: { name: '区综治办' },
  source: '三',
  items: 1,
  met,
});

it('is about the first step that passed unmet, and counts from the start', () => {
  const evidence = {
    today: '2013-11-12',
    sentences: [
      sentence('1', '2013-09-30', 1),
      sentence('2', '2013-10-31', 0),
      sentence('3', '2013-11-30', 0),
      { ...sentence('4', '2013-12-31', 0), items: 0 },
    ],
  } as unknown as Evidence;
  expect(stepOf(evidence)).toMatchObject({ step: { step: '2' }, planned: 2, met: 1 });
  expect(nextOf(evidence)).toMatchObject({ step: { step: '3' }, planned: 3, met: 1 });
});
