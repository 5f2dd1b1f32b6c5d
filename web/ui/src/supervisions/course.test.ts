import { expect, it } from 'vitest';
import { aheadOf, doneOf } from './course';
import { sample } from './samples';

const by = (at: string, note?: string) => ({ by: 'account:x', at, ...(note ? { note } : {}) });

it('tells what was done in its order, every reply with its check', () => {
  const order = sample('a', {
    stage: 'closed',
    signature: by('2013-11-13T01:00:00Z'),
    replies: [
      { told: by('2013-11-14T01:00:00Z', '一'), evidence: [], check: by('2013-11-15T01:00:00Z', '缺照片') },
      { told: by('2013-11-16T01:00:00Z', '二'), evidence: [], check: by('2013-11-17T01:00:00Z'), hasPassed: true },
    ] as never,
    end: by('2013-11-18T01:00:00Z'),
  });
  expect(doneOf(order).map(({ what }) => what)).toEqual([
    'issued',
    'signed',
    'replied',
    'sentBack',
    'replied',
    'passed',
    'closed',
  ]);
  expect(aheadOf(order)).toEqual([]);
});

it('tells what is still to be done, and what is waited for', () => {
  const order = sample('a', { stage: 'sentBack' });
  expect(aheadOf(order).map(({ step, wait }) => [step, wait !== null])).toEqual([
    ['reply', true],
    ['check', false],
    ['close', false],
  ]);
});
