import { describe, expect, it } from 'vitest';
import type { Duty, PlaceRoster, Post } from './duties';
import { actionsOf, changeOf, countOf, groupsOf, togetherWith, type Line } from './roster';

const line = (id: string, order: number, ring: Line['ring']): Line => ({
  id,
  order,
  ring,
  name: id,
  englishName: id,
});
const lines = [line('clinic', 2, 'health'), line('hall', 1, 'government'), line('pharmacy', 3, 'health')];
const duty = (number: number, more: Partial<Duty> = {}): Duty => ({
  number,
  kind: 'lead',
  holder: { account: 'wang', name: '王五' },
  from: '2013-10-01',
  ...more,
});
const post = (more: Partial<Post>): Post => ({ upcoming: [], ...more });
const roster = (posts: Post[], leftOut: string[] = []): PlaceRoster => ({
  place: { id: 's1', name: '文化路街道', kind: 'street' },
  posts,
  open: [],
  leftOut,
});

describe('a roster', () => {
  it('has the place as a whole first, then the lines by circle, then what the plan has no more', () => {
    const groups = groupsOf(lines, roster([post({ line: 'old', lead: duty(1, { line: 'old' }) })]));
    expect(groups.map(({ circle, rows }) => [circle, rows.map(({ id }) => id)])).toEqual([
      ['whole', [null]],
      ['government', ['hall']],
      ['health', ['clinic', 'pharmacy']],
      ['gone', ['old']],
    ]);
  });

  it('is of one line where one is looked at', () => {
    const groups = groupsOf(lines, roster([]), 'clinic');
    expect(groups.map(({ circle, rows }) => [circle, rows.map(({ id }) => id)])).toEqual([['health', ['clinic']]]);
    expect(countOf(groups)).toEqual({ n: 1, m: 1 });
  });

  it('counts who is missing where somebody has to be, and nobody where the plan leaves a line out', () => {
    const posts = [post({ lead: duty(1) }), post({ line: 'hall', standIn: duty(2, { kind: 'standIn' }) })];
    expect(countOf(groupsOf(lines, roster(posts, ['pharmacy'])))).toEqual({ n: 3, m: 2 });
    expect(countOf(groupsOf(lines, roster([...posts, post({ line: 'old' })])))).toEqual({ n: 4, m: 3 });
  });
});

describe('the next change', () => {
  it('says who begins', () => {
    const next = duty(2, { from: '2013-11-01', holder: { account: 'li', name: '李四' } });
    const later = duty(3, { from: '2013-12-01' });
    expect(
      changeOf(post({ lead: duty(1, { until: '2013-10-31' }), nextChange: '2013-11-01', upcoming: [next, later] })),
    ).toEqual({
      on: '2013-11-01',
      changes: [{ what: 'begins', duty: next }],
    });
  });

  it('says that nobody does', () => {
    const standIn = duty(2, { kind: 'standIn', until: '2013-10-31' });
    expect(
      changeOf(post({ lead: duty(1, { until: '2013-10-31' }), standIn, nextChange: '2013-11-01' }))?.changes,
    ).toEqual([{ what: 'noLead' }, { what: 'noStandIn' }]);
    expect(changeOf(post({ lead: duty(1) }))).toBeNull();
  });
});

it('what may be done follows from who is there', () => {
  expect(actionsOf(null)).toEqual(['assign', 'standIn']);
  expect(actionsOf(post({ lead: duty(1) }))).toEqual(['handOver', 'standIn', 'end']);
  expect(actionsOf(post({ standIn: duty(1, { kind: 'standIn' }) }))).toEqual(['assign', 'standIn', 'endStandIn']);
});

it('what one person leads in a place can be handed over together', () => {
  const own = duty(2, { line: 'hall' });
  const other = duty(3, { line: 'clinic', holder: { account: 'li' } });
  const all = roster([
    post({ lead: duty(1) }),
    post({ line: 'hall', lead: own }),
    post({ line: 'clinic', lead: other }),
  ]);
  expect(togetherWith(all, own).map(({ number }) => number)).toEqual([2, 1]);
});
