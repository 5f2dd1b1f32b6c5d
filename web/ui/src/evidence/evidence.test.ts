import { expect, it } from 'vitest';
import { isLate, passages, type Entry, type Sentence } from './evidence';

const entry = (effectiveAt: string): Entry => ({
  version: 1,
  type: 'facility.completed',
  actor: 'rehearsal:a',
  recordedAt: '2013-11-12T02:00:00Z',
  effectiveAt,
  data: {},
});

it('calls late what was entered more than a day after its day was over', () => {
  expect(isLate(entry('2013-11-11T16:00:00Z'))).toBe(false);
  expect(isLate(entry('2013-11-10T16:00:00Z'))).toBe(false);
  expect(isLate(entry('2013-10-28T16:00:00Z'))).toBe(true);
});

it('tells a sentence once for the steps in a row that rest on it', () => {
  const step = (name: string, source: string, text?: string): Sentence => ({
    step: name,
    label: name,
    due: '2013-09-30',
    stage: 'completed',
    items: 0,
    met: 0,
    lead: { name: '区综治办' },
    source,
    ...(text === undefined ? {} : { text }),
  });
  const told = passages([
    step('1', '三', '甲'),
    step('2', '三', '甲'),
    step('3', '三'),
    step('4', '四'),
    step('5', '三', '甲'),
  ]);
  expect(told.map((one) => [one.text, one.source, one.steps.map((s) => s.step).join()])).toEqual([
    ['甲', '三', '1,2'],
    [null, '三', '3'],
    [null, '四', '4'],
    ['甲', '三', '5'],
  ]);
});
