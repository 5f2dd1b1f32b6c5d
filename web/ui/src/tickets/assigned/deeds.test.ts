import { describe, expect, it } from 'vitest';
import type { Permission } from '../../http/api';
import type { Ticket } from './assigned';
import { deedsOf, findingsOf, keyOf, mayReveal } from './deeds';
import { sample } from './samples';
import { targetOf } from './target';

const answers = (of: Permission) => of === 'answer';
const intake = (kind: Ticket['intake']['kind'], caller?: string) =>
  ({ ...sample().intake, kind, caller }) as Ticket['intake'];
const asking = { ask: 'extend', reason: 'w2', days: 3, done: sample().received } as const;

describe('what is open', () => {
  it.each<[Ticket['stage'], string]>([
    ['received', ''],
    ['dispatched', 'sign return extend'],
    ['signedFor', 'contact return extend suspend'],
    ['underway', 'answer return extend suspend'],
    ['suspended', 'resume'],
    ['answered', ''],
    ['linked', ''],
    ['closed', ''],
  ])('of one that is %s is "%s"', (stage, deeds) => expect(deedsOf(sample({ stage }), answers).join(' ')).toBe(deeds));

  it('is nothing for whoever answers for nobody', () => expect(deedsOf(sample(), (of) => of === 'read')).toEqual([]));

  it('is answered without a contact where nobody can be spoken to', () => {
    expect(deedsOf(sample({ stage: 'signedFor', intake: intake('help') }), answers)[0]).toBe('answer');
    expect(deedsOf(sample({ stage: 'signedFor', intake: intake('report', 'subject-1') }), answers)[0]).toBe('answer');
  });

  it('is no second request while one waits', () =>
    expect(deedsOf(sample({ stage: 'underway', asking }), answers)).toEqual(['answer']));

  it('has a key of its own each', () => expect(new Set(Object.values(keyOf)).size).toBe(7));
});

describe('whoever called', () => {
  it('is shown while the unit has it', () => {
    expect(mayReveal(sample({ stage: 'underway' }), answers)).toBe(true);
    expect(mayReveal(sample({ stage: 'suspended' }), answers)).toBe(true);
    expect(mayReveal(sample({ stage: 'answered' }), answers)).toBe(false);
    expect(mayReveal(sample({ stage: 'underway' }), () => false)).toBe(false);
  });

  it('is never shown of a report, nor where nobody is known', () => {
    expect(mayReveal(sample({ stage: 'underway', intake: intake('report', 'subject-1') }), answers)).toBe(false);
    expect(mayReveal(sample({ stage: 'underway', intake: intake('help') }), answers)).toBe(false);
  });
});

it.each<[Ticket['intake']['kind'], boolean]>([
  ['complaint', false],
  ['report', false],
  ['help', true],
])('of a %s an answer may leave the finding out: %s', (kind, may) =>
  expect(findingsOf({ intake: intake(kind) }).includes('none')).toBe(may),
);

it.each([
  ['point:p 1', undefined, '/service-points/p%201'],
  ['facility:f1', 'clinic', '/targets/s1/clinic'],
  ['facility:f1', undefined, null],
  ['place:s1', undefined, '/wall/s1'],
])('what it is about, %s of the line %s, is at %s', (row, line, to) =>
  expect(targetOf({ about: { row, place: 's1', counted: row, ...(line ? { line } : {}) } }).to).toBe(to),
);
