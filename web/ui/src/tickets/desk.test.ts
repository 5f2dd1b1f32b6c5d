import { expect, it } from 'vitest';
import { nextDeed, otherDeeds } from './deeds';
import { presetOf, streetOf, unitOf } from './routing';
import { sectionsOf } from './queue';
import type { Item, Stage, Ticket } from './tickets';

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
  expect(otherDeeds(ticket('received'), false)).toEqual(['atOnce', 'take']);
  expect(otherDeeds(ticket('underway', { asking: {} }), false)).toEqual(['urge']);
  expect(otherDeeds(ticket('underway', { asking: {} }), true)).toEqual([
    'grant',
    'decline',
    'urge',
    'supervise',
    'close',
  ]);
  expect(otherDeeds(ticket('closed'), true)).toEqual([]);
});
