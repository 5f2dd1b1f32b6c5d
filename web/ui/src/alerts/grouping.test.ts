import { expect, it } from 'vitest';
import { handlingOf, type Level } from './alerts';
import { changesOf, groupsOf, keyOf, matching, streetOf } from './grouping';
import { alert, facts, listed, places, promise } from './samples';

const at = (id: string, unit: string, level: Level, dueOn = '2013-10-31') =>
  listed({ id, key: { rule: 'step', unit, line: 'l', subject: id }, facts: facts({ level, dueOn }) });

it('how far an alert is, is what matters most of what stands', () => {
  expect(handlingOf(alert())).toBe('unacknowledged');
  const twice = [...alert().fired, { rung: 'leadUnit' as const, at: '2013-11-05T01:00:00Z' }];
  expect(handlingOf(alert({ fired: twice }))).toBe('escalated');
  expect(handlingOf(alert({ fired: twice, lapses: 1 }))).toBe('lapsed');
  expect(handlingOf(alert({ fired: twice, lapses: 1, promise }))).toBe('acknowledged');
  const silence = { until: '2013-11-20', reason: '停工', version: 3 };
  expect(handlingOf(alert({ promise, silence }))).toBe('silenced');
  expect(handlingOf(alert({ promise, silence, settlesAt: '2013-11-13T01:00:00Z' }))).toBe('met');
});

it('a community stands under its street, the district under itself', () => {
  expect(streetOf(places, 'c1')).toBe('s1');
  expect(streetOf(places, 's2')).toBe('s2');
  expect(streetOf(places, 'd')).toBe('d');
  expect(streetOf(places, 'unheard')).toBe('unheard');
});

it('the street with the worst comes first, in it the worst and the longest due', () => {
  const all = [
    at('a', 's1', 'forecast', '2013-11-30'),
    at('b', 's1', 'behind'),
    at('c', 'c1', 'behind', '2013-09-30'),
    at('d', 's2', 'missed'),
    at('e', 'd', 'notice', '2013-11-01'),
  ];
  expect(groupsOf(all, places)).toEqual([
    { street: 's2', ids: ['d'] },
    { street: 's1', ids: ['c', 'b', 'a'] },
    { street: 'd', ids: ['e'] },
  ]);
});

it('of streets that are equally bad the one with more of it comes first', () => {
  const all = [at('a', 's1', 'behind', '2013-09-30'), at('b', 's2', 'behind'), at('c', 's2', 'behind')];
  expect(groupsOf(all, places).map(({ street }) => street)).toEqual(['s2', 's1']);
});

it('what is over stays in the order in which it ended', () => {
  const all = [at('a', 's1', 'forecast'), at('b', 's2', 'missed'), at('c', 's1', 'missed')];
  expect(groupsOf(all, places, true)).toEqual([
    { street: 's1', ids: ['a', 'c'] },
    { street: 's2', ids: ['b'] },
  ]);
});

it('a handling leaves out the others', () => {
  const all = [listed({ id: 'a' }), listed({ id: 'b', promise })];
  expect(matching(all, 'acknowledged').map(({ alert: one }) => one.id)).toEqual(['b']);
  expect(matching(all, null)).toHaveLength(2);
});

it('what has changed since is counted, and the same arrangement has the same key', () => {
  const held = [{ street: 's1', ids: ['a', 'b'] }];
  const now = [{ street: 's1', ids: ['b', 'c', 'd'] }];
  expect(changesOf(held, now)).toEqual({ added: 2, gone: 1 });
  expect(keyOf(held)).toBe(keyOf([{ street: 's1', ids: ['a', 'b'] }]));
  expect(keyOf(held)).not.toBe(keyOf([{ street: 's1', ids: ['b', 'a'] }]));
});
