import { describe, expect, it } from 'vitest';
import type { Permission } from '../http/api';
import { deedsOf } from './deeds';
import { complaintOf } from './reviews';
import { point } from './samples';

const as =
  (...permissions: Permission[]) =>
  (one: Permission) =>
    permissions.includes(one);
const [street, bureau, community, reader] = [as('keep', 'report'), as('register', 'report'), as('report'), as('read')];
const steps = ['found', 'filed', 'registered', 'agreed', 'signHung', 'supervised'] as const;

describe('what comes next', () => {
  it('is the street’s or the bureau’s, by how far the point is', () => {
    const next = (may: typeof street) => steps.map((registration) => deedsOf(point({}, { registration }), may).next);
    expect(next(street)).toEqual([['file'], [], ['agree'], ['hangSign'], ['supervise'], []]);
    expect(next(bureau)).toEqual([[], ['register', 'return'], [], [], [], []]);
    expect(next(reader).flat()).toEqual([]);
  });

  it('is a new agreement where the last one is over', () => {
    const over = point({}, { registration: 'supervised', agreementEnded: '2014-10-11' });
    expect(deedsOf(over, street).next).toEqual(['renew']);
  });

  it('is nothing for a public facility', () => {
    expect(deedsOf(point({}, { isRegistered: false }), street).next).toEqual([]);
  });

  it('is the sign of one that is over, while it hangs', () => {
    const over = { state: 'disqualified' as const, sign: 'B-1' };
    expect(deedsOf(point(over, { registration: 'signHung' }), street)).toEqual({ next: ['takeDown'], others: [] });
    expect(deedsOf(point(over, { signDown: '2013-11-01' }), street)).toEqual({ next: [], others: [] });
    expect(deedsOf(point({ state: 'closed' }), street)).toEqual({ next: [], others: [] });
  });
});

describe('what else may be done', () => {
  it('is what the permissions hold', () => {
    const registered = point({}, { registration: 'registered' });
    expect(deedsOf(registered, street).others).toEqual(['verify', 'correct', 'note', 'move', 'pause', 'close']);
    expect(deedsOf(registered, bureau).others).toEqual(['verify', 'mismatch', 'disqualify']);
    expect(deedsOf(registered, community).others).toEqual(['verify', 'mismatch']);
    expect(deedsOf(registered, reader).others).toEqual([]);
  });

  it('is the bureau’s conclusion first, while a substantiated complaint is under review', () => {
    const reviews = [{ complaint: '1018-0007', ticket: 't1', on: '2013-10-18' }];
    const reviewed = point({}, { registration: 'registered', reviews });
    expect(deedsOf(reviewed, bureau).others).toEqual(['endReview', 'verify', 'mismatch', 'disqualify']);
    expect(deedsOf(reviewed, street).others).not.toContain('endReview');
    expect(complaintOf(reviewed)).toBe('1018-0007');
    expect(complaintOf(point())).toBe('');
  });

  it('takes no standing from what has none, and resumes what is paused', () => {
    expect(deedsOf(point({}, { registration: 'filed' }), bureau).others).toEqual(['verify', 'mismatch']);
    expect(deedsOf(point({ state: 'paused' }), street).others).toContain('resume');
  });
});
