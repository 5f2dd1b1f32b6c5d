import { describe, expect, it } from 'vitest';
import { groupsOf } from './due';
import { worst } from './freshness';
import { phoneWords, yuan } from './pointWords';
import type { Freshness, Point } from './points';
import { queueOf } from './queue';
import { listed, listing, point, rules } from './samples';
import { similarTo } from './similar';
import { missingOf, rowsOf, waitOf } from './street';

const places = ['c1', 'c2'].map((id) => ({ id, name: id, kind: 'community' as const, parent: 's1' }));
const due = (group: Freshness['group'], on?: string): Freshness => ({
  group,
  isOverdue: true,
  missing: [],
  ...(on ? { on, days: 200 } : {}),
});
const fresh = (group: Freshness['group'], on: string, days: number): Freshness => ({
  group,
  on,
  days,
  isOverdue: false,
  missing: [],
});

describe('a street', () => {
  const items = [
    listed(point({ id: 'a' }, { registration: 'agreed' })),
    listed(point({ id: 'b', state: 'paused' }, { registration: 'filed' }), [due('contact')]),
    listed(point({ id: 'c', state: 'closed' }, { registration: 'agreed' })),
    listed(point({ id: 'd', place: 'c2', kind: 'breakfast' }, { registration: 'registered' })),
  ];

  it('counts its points by kind and step, and keeps a row for what a circle has to have', () => {
    const [laundry, breakfast, ...others] = rowsOf(items, rules);
    expect(others).toEqual([]);
    expect(laundry).toMatchObject({ all: 2, paused: 1, overdue: 1, steps: { agreed: 1, filed: 1, found: 0 } });
    expect(breakfast).toMatchObject({ all: 1, steps: { registered: 1 } });
  });

  it('knows what each community lacks: open and under agreement counts', () => {
    expect(
      missingOf(items, rules, places).map(({ place, has, kinds }) => [place.id, has, kinds.map(({ id }) => id)]),
    ).toEqual([
      ['c2', 0, ['laundry', 'breakfast']],
      ['c1', 1, ['breakfast']],
    ]);
  });

  it('knows what it has to do next', () => {
    const wait = (more: Partial<Point>, office: Parameters<typeof point>[1]) => waitOf(point(more, office));
    expect(wait({}, {})).toBe('file');
    expect(wait({}, { returned: '缺电话' })).toBe('returned');
    expect(wait({}, { registration: 'filed' })).toBeNull();
    expect(wait({}, { registration: 'signHung' })).toBe('supervise');
    expect(wait({}, { registration: 'signHung', agreementEnded: '2014-10-11' })).toBe('renew');
    expect(wait({ state: 'closed', sign: 'B-1' }, { registration: 'signHung' })).toBe('takeDown');
    expect(wait({}, { isRegistered: false })).toBeNull();
  });
});

it('what is due is grouped by community, the oldest first', () => {
  const groups = groupsOf(
    [
      listed(point({ id: 'a' }), [due('contact', '2013-05-01'), fresh('other', '2013-10-01', 40)]),
      listed(point({ id: 'b', place: 'c2' }), [due('contact', '2013-04-01'), due('other')]),
      listed(point({ id: 'c' }), [due('contact', '2013-03-01')]),
    ],
    places,
    null,
  );
  expect(groups.map(({ place, rows }) => [place, rows.map(({ key }) => key)])).toEqual([
    ['c2', ['b other', 'b contact']],
    ['c1', ['c contact', 'a contact']],
  ]);
});

it('what was corrected since stands before what is merely old, and is not for whoever corrected it', () => {
  const corrected = [{ group: 'other' as const, on: '2013-11-01', actor: 'account:me' }];
  const items = [
    listed(point({ id: 'a' }), [{ ...due('contact', '2013-03-01') }, { ...due('other'), missing: ['address'] }]),
    listed(point({ id: 'b', corrected }), [{ ...due('other', '2013-10-01'), corrected: '2013-11-01' }]),
  ];
  const rows = (me: string | null) => groupsOf(items, places, me).flatMap((group) => group.rows);
  expect(rows('account:me').map(({ key, barred }) => [key, barred])).toEqual([
    ['a other', 'missing'],
    ['b other', 'own'],
    ['a contact', null],
  ]);
  expect(rows('account:you').map(({ barred }) => barred)).toEqual(['missing', null, null]);
});

it('of its groups the one that waits longest is told, else the one verified last', () => {
  expect(worst([fresh('contact', '2013-10-01', 40), due('other')])?.group).toBe('other');
  expect(worst([fresh('contact', '2013-10-01', 40), fresh('other', '2013-11-01', 10)])?.group).toBe('other');
  expect(worst([])).toBeNull();
});

it('the bureau’s queue is the oldest first, without what has ended', () => {
  const filed = (id: string, on: string, state: Point['state'] = 'open') =>
    listed(point({ id, state }, { registration: 'filed', steps: [{ step: 'filed', on }] }));
  const queue = queueOf([
    filed('b', '2013-11-05'),
    filed('c', '2013-11-01'),
    filed('a', '2013-11-05'),
    filed('d', '2013-10-01', 'closed'),
  ]);
  expect(queue.map(({ listed: one, on }) => [one.point.id, on])).toEqual([
    ['c', '2013-11-01'],
    ['a', '2013-11-05'],
    ['b', '2013-11-05'],
  ]);
});

it('the same name comes before one that holds it', () => {
  const named = (id: string, name: string, aliases: string[] = []) =>
    listed(point({ id, listing: listing({ name, aliases }) }));
  const there = [
    named('a', '万家洗衣点（东门）'),
    named('b', '万 家洗衣点'),
    named('c', '顺达早餐', ['万家洗衣点']),
    named('d', '福源'),
  ];
  expect(similarTo('万家洗衣点', there).map(({ listed: one, same }) => [one.point.id, same])).toEqual([
    ['b', true],
    ['c', true],
    ['a', false],
  ]);
  expect(similarTo('万', there)).toEqual([]);
});

it('numbers are told as people write them', () => {
  expect(phoneWords({ number: '037100001000', type: 'landline' })).toBe('0371-00001000');
  expect(phoneWords({ number: '01062345678', type: 'landline' })).toBe('010-62345678');
  expect(phoneWords({ number: '13800000000', type: 'businessMobile' })).toBe('138 0000 0000');
  expect(phoneWords({ number: '95598', type: 'service' })).toBe('95598');
  expect([yuan(1000), yuan(2550), yuan(5)]).toEqual(['10', '25.50', '0.05']);
});
