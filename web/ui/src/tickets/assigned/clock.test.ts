import { expect, it } from 'vitest';
import { byDue, metLateOf, ownStandingOf, secondsUntil } from './clock';
import { item, sample } from './samples';

const now = Date.parse('2013-11-12T01:00:00Z');

it('marks by the rule of the console, of the unit’s own clocks alone', () => {
  const dues = { finish: '2013-11-15T01:00:00Z', sign: '2013-11-12T01:04:00Z', callBack: '2013-11-12T01:01:00Z' };
  expect(ownStandingOf(sample({ dues }), now)).toMatchObject({ clock: 'sign', status: 'onTrack' });
  const late = { sign: '2013-11-12T01:03:00Z' };
  expect(ownStandingOf(sample({ dues: late }), now)).toMatchObject({ clock: 'sign', status: 'atRisk' });
  expect(ownStandingOf(sample({ dues: { callBack: dues.callBack } }), now)).toBeNull();
});

it('what is due first stands first, and what has no clock last', () => {
  const open = [
    item({ stage: 'suspended' }, 'rests'),
    item({ dues: { finish: '2013-11-15T01:00:00Z' } }, 'later'),
    item({ dues: { finish: '2013-11-20T01:00:00Z', contact: '2013-11-12T02:00:00Z' } }, 'first'),
  ];
  expect(byDue(open).map(({ number }) => number)).toEqual(['first', 'later', 'rests']);
});

it.each([
  ['counts down to the server’s limit', 90, 0, 90],
  ['rounds up, so that 0 is over', 90, 89.2, 1],
  ['is over at the limit', 90, 90, 0],
  ['never stands longer than two minutes, whatever the machine’s clock says', 9_000, 0, 120],
  ['does not stand at all by a clock that is ahead', -5, 0, 0],
])('a number that is shown %s', (_, until, passed, left) =>
  expect(secondsUntil(now + until * 1_000, now + passed * 1_000)).toBe(left),
);

it('says what a unit did too late only as far as the ticket tells which it was', () => {
  const done = { by: 'account:x', at: '2013-11-12T02:00:00Z' };
  const sent = { unit: { place: 's1' }, since: 1, signedSince: 0, callsSince: 0, done, isLate: true };
  const of = (change: object, late: ('sign' | 'contact')[] = []) =>
    metLateOf({ ...sample({ dispatches: [{ ...sent, ...change }] }), late });
  expect(of({}, ['sign'])).toBeNull();
  expect(of({ signedFor: done })).toBe('sign');
  expect(of({ signedFor: done }, ['contact'])).toBeNull();
  expect(of({ signedFor: done, contacted: done })).toBe('either');
  expect(of({ signedFor: done, contacted: done, isLate: false })).toBeNull();
});
