import { expect, it } from 'vitest';
import type { Permission } from '../http/api';
import { deedsOf } from './deeds';
import { alert } from './samples';

const as = (one: Permission) => (asked: Permission) => asked === one;
const at = '2013-11-01T01:00:00Z';
const raised = (rung: 'street' | 'leadUnit', rule: 'lifeSafety' | 'spike', line?: string) =>
  alert({ key: { rule, unit: 'u', subject: 't', ...(line ? { line } : {}) }, fired: [{ rung, at }] });

it.each([
  ['of the hotline itself', raised('leadUnit', 'lifeSafety'), [[], ['acknowledge']]],
  ['of a street', raised('street', 'lifeSafety'), [['acknowledge'], []]],
  ['of a lead unit', raised('leadUnit', 'lifeSafety', 'park'), [['acknowledge'], []]],
  ['of another rule', raised('leadUnit', 'spike'), [['acknowledge'], []]],
])('what is told at once %s is acknowledged by whoever answers for it', (_, one, [answers, oversees]) => {
  expect(deedsOf(one, as('answer'))).toEqual(answers);
  expect(deedsOf(one, as('oversee'))).toEqual(oversees);
});
