import { expect, it } from 'vitest';
import { sample } from './assigned/samples';
import { courseOf, targetsIn } from './course';

const at = (hour: number) => ({ by: 'account:x', at: `2013-11-12T${String(hour).padStart(2, '0')}:00:00Z` });
const keys = (change: Parameters<typeof sample>[0]) =>
  courseOf({ ticket: sample(change) }).map(({ key, said }) => [key, said]);

it('tells what happened in its order, each with its words', () => {
  const sent = { unit: { place: 's1' }, since: 1, signedSince: 0, isLate: false, callsSince: 0 };
  const change = {
    dispatches: [{ ...sent, done: at(2), note: 'w3', signedFor: at(3) }],
    answers: [{ done: at(6), words: 'w4', finding: 'substantiated' as const, files: [] }],
    changes: [{ what: 'urged' as const, done: at(5), round: 0 }],
    asking: { ask: 'extend' as const, reason: 'w2', days: 3, done: at(4) },
  };
  expect(keys(change)).toEqual([
    ['received', undefined],
    ['dispatched', 'w3'],
    ['signed', undefined],
    ['asking', 'w2'],
    ['urged', undefined],
    ['answered', 'w4'],
  ]);
});

it('tells every request with what became of it, the overtaken one without', () => {
  const asked = [
    { ask: 'return' as const, reason: 'w1', days: 0, done: at(2), judged: at(3), declined: 'no' },
    { ask: 'suspend' as const, reason: 'w2', days: 0, until: '2013-11-20', done: at(4), judged: at(5) },
    { ask: 'extend' as const, reason: 'w3', days: 2, done: at(6) },
  ];
  expect(keys({ asked }).slice(1)).toEqual([
    ['asks', 'w1'],
    ['refused', 'no'],
    ['asks', 'w2'],
    ['granted', undefined],
    ['asks', 'w3'],
  ]);
});

it('tells each correction by what it corrected, and each join', () => {
  const facts = (category: string, urgency: 'ordinary' | 'urgent', row = 'place:s1') => ({
    about: { row, place: 's1', counted: row },
    category,
    urgency,
  });
  type Facts = ReturnType<typeof facts>;
  const of = (what: 'classification' | 'target', hour: number, before: Facts, after: Facts) => ({
    what,
    done: at(hour),
    before,
    after,
    round: 0,
  });
  const changes = [
    of('classification', 2, facts('damage', 'ordinary'), facts('hygiene', 'ordinary')),
    of('classification', 3, facts('hygiene', 'ordinary'), facts('hygiene', 'urgent')),
    of('classification', 4, facts('hygiene', 'urgent'), facts('damage', 'ordinary')),
    of('target', 5, facts('damage', 'ordinary'), facts('damage', 'ordinary', 'point:p1')),
    { what: 'adopted' as const, done: at(6), other: 't2', round: 0 },
  ];
  expect(keys({ changes }).map(([key]) => key)).toEqual([
    'received',
    'category',
    'urgency',
    'classification',
    'target',
    'adopted',
  ]);
  expect(targetsIn({ changes })).toEqual(['place:s1', 'point:p1']);
});
