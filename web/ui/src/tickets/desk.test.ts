import { expect, it } from 'vitest';
import { agreementOf } from './agreement';
import { complaintsOf } from './complaints';
import { nextDeed, otherDeeds } from './deeds';
import { presetOf, streetOf, unitOf } from './routing';
import { nextIn, sectionsOf, totalsOf } from './queue';
import { linkOf } from './recording';
import type { Item, QueueShown, Stage, Ticket } from './tickets';

const item = (id: string, stage: Stage, finish?: string) =>
  ({ number: id, ticket: { intake: { id }, stage, dues: finish ? { finish } : {} } }) as unknown as Item;

it('has four sections that never change places, the earliest due first', () => {
  const part = (stage: Stage, ...tickets: Item[]) => ({ stage, count: tickets.length, due: 1, tickets });
  const parts = sectionsOf({
    sections: [
      part('answered'),
      part('suspended', item('c', 'suspended')),
      part('underway', item('b', 'underway', '2013-11-14T00:00:00Z')),
      part('signedFor', item('a', 'signedFor', '2013-11-13T00:00:00Z')),
    ],
  });
  expect(parts.map(({ name, count }) => [name, count])).toEqual([
    ['received', 0],
    ['dispatched', 0],
    ['underway', 3],
    ['answered', 0],
  ]);
  expect(parts[2]?.items.map(({ number }) => number)).toEqual(['a', 'b', 'c']);
});

const desk = {
  places: [],
  named: [
    { id: 'd', kind: 'district', name: '区' },
    { id: 's', kind: 'street', name: '街道', parent: 'd' },
    { id: 'c', kind: 'community', name: '社区', parent: 's' },
  ],
  home: null,
  district: 'd',
  grants: [],
  lines: [{ id: 'l' }],
  today: '2013-11-12',
} as unknown as Parameters<typeof presetOf>[3];

it('goes to the street where it is, a report to the lead unit alone', () => {
  expect([streetOf('c', desk), streetOf('s', desk), streetOf('d', desk)]).toEqual(['s', 's', null]);
  expect(presetOf('complaint', 's', 'l', desk)).toBe('s');
  expect(presetOf('report', 's', 'l', desk)).toBe('line:l');
  expect(presetOf('report', 's', null, desk)).toBe('');
  expect(unitOf('line:l', 'd')).toEqual({ unit: 'd', unitLine: 'l' });
  expect([unitOf('s', 'd'), unitOf('', 'd')]).toEqual([{ unit: 's' }, null]);
});

const ticket = (stage: Stage, more: object = {}) => ({ stage, ...more }) as unknown as Ticket;

it('offers one next deed, and to its supervisor what is theirs', () => {
  expect((['received', 'underway', 'answered', 'closed'] as const).map((stage) => nextDeed({ stage }))).toEqual([
    'dispatch',
    null,
    'callBack',
    null,
  ]);
  expect(otherDeeds(ticket('received'), false)).toEqual(['atOnce', 'take', 'classify', 'retarget']);
  expect(otherDeeds(ticket('linked'), false)).toEqual(['retarget']);
  expect(otherDeeds(ticket('underway', { asking: {} }), false)).toEqual(['urge', 'classify', 'retarget']);
  expect(otherDeeds(ticket('underway', { asking: {} }), true)).toEqual([
    'grant',
    'decline',
    'urge',
    'classify',
    'retarget',
    'supervise',
    'close',
  ]);
  expect(otherDeeds(ticket('closed'), true)).toEqual([]);
});

const asOf = '2013-11-12T06:00:00Z';
const late = (id: string, stage: Stage, dues: object) => {
  const limit = { minutes: 1_440, isWork: false };
  const limits = { dispatch: limit, sign: limit, contact: limit, finish: limit, callBack: limit };
  return { number: id, ticket: { intake: { id }, stage, dues, limits } } as unknown as Item;
};
const queueOf = (...sections: [Stage, number, number, Item[]][]): QueueShown => ({
  asOf,
  sections: sections.map(([stage, count, due, tickets]) => ({ stage, count, due, tickets })),
});

it('counts the whole queue: what is past its last step, what is late, what is at risk', () => {
  const [past, soon, far] = ['2013-11-12T05:00:00Z', '2013-11-12T08:00:00Z', '2013-11-14T06:00:00Z'];
  const queue = queueOf(
    ['dispatched', 3, 1, [late('a', 'dispatched', { sign: past }), late('b', 'dispatched', { sign: soon })]],
    ['underway', 2, 1, [late('c', 'underway', { finish: past }), late('d', 'underway', { finish: far })]],
    ['suspended', 1, 0, [late('e', 'suspended', {})]],
  );
  // Of what is signed for a third was not read, and the last one that was is at risk.
  expect(totalsOf(queue)).toEqual({ missed: 1, behind: 1, atRisk: 1, isPartial: true });
  const whole = queueOf(['underway', 3, 0, [late('d', 'underway', { finish: far })]]);
  expect(totalsOf(whole)).toEqual({ missed: 0, behind: 0, atRisk: 0, isPartial: false });
  // Late by the server's count, though none of them was read.
  expect(totalsOf(queueOf(['received', 40, 40, []]))).toEqual({ missed: 0, behind: 40, atRisk: 0, isPartial: true });
});

it('goes on to the next of a section, and round', () => {
  const queue = queueOf(['received', 2, 0, [late('b', 'received', {}), late('a', 'received', {})]]);
  expect([null, 'a', 'b', 'x'].map((opened) => nextIn(queue, 'received', opened))).toEqual(['a', 'b', 'a', 'a']);
  expect(nextIn(queue, 'answered', null)).toBeNull();
});

it('opens a recording by the web alone', () => {
  expect(linkOf('https://rec.example/1')).toBe('https://rec.example/1');
  expect(linkOf('http://10.0.0.7/1?x=y')).toBe('http://10.0.0.7/1?x=y');
  const none = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'rec/1', '磁带 7', ''];
  expect(none.map(linkOf)).toEqual(none.map(() => null));
});

it('counts complaints, and those that their last answer found true', () => {
  const of = (kind: string, ...findings: string[]) =>
    ({ ticket: { intake: { kind }, answers: findings.map((finding) => ({ finding })) } }) as unknown as Item;
  const all = [
    of('complaint'),
    of('complaint', 'unfounded', 'substantiated'),
    of('complaint', 'substantiated', 'unfounded'),
    of('help', 'substantiated'),
  ];
  expect(complaintsOf([...all, of('complaint', 'unfounded', 'substantiated')], false)).toEqual({
    n: 4,
    substantiated: 2,
    isPartial: false,
  });
});

it('knows an agreement by its last signature, until it is over', () => {
  const office = (more: object) => ({ office: { steps: [], ...more } }) as unknown as Parameters<typeof agreementOf>[0];
  const steps = [
    { step: 'agreed', on: '2013-10-01' },
    { step: 'signHung', on: '2013-10-05' },
    { step: 'agreed', on: '2013-11-01' },
  ];
  expect(agreementOf(office({}))).toEqual({ word: 'none', on: null });
  expect(agreementOf(office({ steps }))).toEqual({ word: 'signed', on: '2013-11-01' });
  expect(agreementOf(office({ steps, agreementEnded: '2013-11-10' }))).toEqual({ word: 'ended', on: '2013-11-10' });
  expect(agreementOf({})).toBeNull();
});
