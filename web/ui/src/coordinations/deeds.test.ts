import { describe, expect, it } from 'vitest';
import type { Permission } from '../http/api';
import { byUrgency, type Matter, type Stage } from './coordinations';
import { deedsOf } from './deeds';

const matter = (stage: Stage, id = 'm1', lateFrom = '2013-11-15T01:00:00Z'): Matter => ({
  matter: { id, street: 's1', lead: 'police-room', text: '警务室用房被占用' },
  stage,
  raise: { by: 'account:zhou', at: '2013-11-12T01:00:00Z' },
  changedAt: '2013-11-12T01:00:00Z',
  ...(stage === 'settled' ? {} : { wait: { number: 1, lateFrom, fired: [] } }),
});
const holding =
  (...held: Permission[]) =>
  (of: Permission) =>
    held.includes(of);
const street = [{ place: 's1' }];
const lead = [{ line: 'police-room' }];

it.each<[Stage, Permission[], { place?: string; line?: string }[], string]>([
  ['raised', ['answer'], lead, 'take'],
  ['taken', ['answer'], lead, 'answer'],
  ['returned', ['answer'], lead, 'answer'],
  ['answered', ['answer'], lead, ''],
  // A street answers alerts and orders, but not for a lead unit.
  ['raised', ['answer', 'coordinate'], street, 'settle'],
  ['answered', ['answer', 'coordinate'], street, 'settle return'],
  ['raised', ['answer'], [{ line: 'park' }], ''],
  ['settled', ['answer', 'coordinate'], [{}], ''],
])('of one that is %s whoever holds %s for %o is offered "%s"', (stage, held, grants, deeds) =>
  expect(deedsOf(matter(stage), holding(...held), grants).join(' ')).toBe(deeds),
);

describe('matters', () => {
  it('stand with what is due first, and what is settled last', () =>
    expect(
      byUrgency([
        matter('settled', 'over'),
        matter('raised', 'b', '2013-11-18T01:00:00Z'),
        matter('answered', 'a', '2013-11-14T01:00:00Z'),
      ]).map(({ matter: { id } }) => id),
    ).toEqual(['a', 'b', 'over']));
});
