import { describe, expect, it } from 'vitest';
import type { Permission } from '../../http/api';
import type { Ticket, Unit } from './assigned';
import { unitsOf } from './assigned';
import { courseOf, targetOf } from './course';
import { deedsOf, findingsOf, keyOf, mayReveal } from './deeds';
import { sample } from './samples';

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

it('what happened is told in its order, each with its words', () => {
  const at = (hour: number) => ({ by: 'account:x', at: `2013-11-12T0${hour}:00:00Z` });
  const unit = { place: 's1' };
  const ticket = sample({
    dispatches: [
      { unit, done: at(2), note: 'w3', since: 1, signedSince: 0, isLate: false, callsSince: 0, signedFor: at(3) },
    ],
    answers: [{ done: at(6), words: 'w4', finding: 'substantiated', files: [] }],
    lastUrged: at(5),
    urged: 1,
    asking: { ...asking, done: at(4) },
  });
  expect(courseOf(ticket).map(({ what, words }) => [what, words])).toEqual([
    ['received', undefined],
    ['dispatched', 'w3'],
    ['signed', undefined],
    ['asked', 'w2'],
    ['urged', undefined],
    ['answered', 'w4'],
  ]);
});

it.each([
  ['point:p 1', undefined, '/service-points/p%201'],
  ['facility:f1', 'clinic', '/targets/s1/clinic'],
  ['facility:f1', undefined, null],
  ['place:s1', undefined, '/wall/s1'],
])('what it is about, %s of the line %s, is at %s', (row, line, to) =>
  expect(targetOf({ about: { row, place: 's1', counted: row, ...(line ? { line } : {}) } }).to).toBe(to),
);

describe('the units that somebody answers for', () => {
  const places = [
    { id: 'd', name: '', kind: 'district' as const },
    { id: 's1', name: '', kind: 'street' as const, parent: 'd' },
    { id: 'c1', name: '', kind: 'community' as const, parent: 's1' },
    { id: 's2', name: '', kind: 'street' as const, parent: 'd' },
  ];
  const units = (grants: Parameters<typeof unitsOf>[0]['grants'], withBelow = false) =>
    unitsOf({ grants, places: [], named: places, district: 'd', home: null, lines: [], today: '' }, withBelow);

  it.each<[string, Parameters<typeof units>[0], Unit[]]>([
    [
      'several streets',
      [
        { role: 'street', place: 's1' },
        { role: 'street', place: 's2' },
      ],
      [{ place: 's1' }, { place: 's2' }],
    ],
    [
      'several lines',
      [
        { role: 'leadUnit', line: 'a' },
        { role: 'leadUnit', line: 'b' },
      ],
      [
        { place: 'd', line: 'a' },
        { place: 'd', line: 'b' },
      ],
    ],
    [
      'one twice',
      [
        { role: 'community', place: 'c1' },
        { role: 'community', place: 'c1' },
      ],
      [{ place: 'c1' }],
    ],
    ['none: who only reads', [{ role: 'leadership' }, { role: 'inspector', place: 's1' }], []],
  ])('are %s', (_, grants, found) => expect(units(grants)).toEqual(found));

  it('are those under a street too, where that is asked for', () =>
    expect(units([{ role: 'street', place: 's1' }], true)).toEqual([{ place: 's1' }, { place: 'c1' }]));
});
