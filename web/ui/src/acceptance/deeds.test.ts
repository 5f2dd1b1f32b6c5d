import { expect, it } from 'vitest';
import type { Permission } from '../http/api';
import { deedsOf, firstTab } from './deeds';
import { caseOf, facilityOf, inspection } from './samples';

const as =
  (...held: Permission[]) =>
  (one: Permission) =>
    held.includes(one);
const [community, street, office] = [
  as('read', 'report'),
  as('read', 'report', 'arrange'),
  as('read', 'plan', 'verify', 'arrange'),
];
const one = facilityOf('a');

it('what is built is reported, checked by somebody else, planned and inspected', () => {
  expect(deedsOf(one, null, community, 'zhao')).toEqual(['report', 'retract']);
  expect(deedsOf(facilityOf('a', { stage: 'prepared' }), null, community, 'zhao')).toEqual(['report']);
  expect(deedsOf(one, null, as('read', 'verify'), 'qian')).toEqual([]);
  expect(deedsOf(one, caseOf('a'), community, 'zhao')).toEqual(['takeBack']);
  expect(deedsOf(one, caseOf('a'), street, 'li')).toEqual(['pass', 'sendBack']);
  // Whoever sent it cannot check it.
  expect(deedsOf(one, caseOf('a'), street, 'zhao')).toEqual(['takeBack']);
  expect(deedsOf(one, caseOf('a', 'plan'), office, 'sun')).toEqual(['plan', 'callOff']);
  expect(deedsOf(one, caseOf('a', 'inspect', { inspection }), office, 'sun')).toEqual(['replan', 'callOff']);
});

it('once the inspection has begun nothing is planned anew or taken back', () => {
  const begun = caseOf('a', 'inspect', { inspection, isBegun: true });
  expect(deedsOf(one, begun, office, 'sun')).toEqual(['callOff']);
  expect(deedsOf(one, begun, community, 'zhao')).toEqual([]);
  expect(deedsOf(one, caseOf('a', 'settle', { inspection }), office, 'sun')).toEqual([]);
});

it('after the end it may be reported anew, unless it is accepted', () => {
  const end = { how: 'returned' as const, by: 'account:qian', on: '2013-11-12' };
  expect(
    deedsOf(facilityOf('a', { standing: 'returned' }), caseOf('a', 'nothing', { end }), community, 'zhao'),
  ).toEqual(['report']);
  expect(deedsOf(facilityOf('a', { stage: 'accepted' }), null, community, 'zhao')).toEqual([]);
});

it('everybody begins at what waits for them', () => {
  expect([office, as('read', 'verify'), community, street, as('read')].map(firstTab)).toEqual([
    'plan',
    'inspect',
    'report',
    'check',
    'plan',
  ]);
});
