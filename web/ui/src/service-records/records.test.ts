import { expect, it } from 'vitest';
import type { Grant } from '../http/api';
import { hours, inOrder, issuingScopes, monthWord, verifyAddress, type RecordItem } from './records';

const grant = (role: Grant['role'], more: Partial<Grant> = {}) => ({ role, ...more }) as Grant;

const item = (id: string, stage: RecordItem['record']['stage'], at: string) =>
  ({ record: { matter: { id }, stage, ask: { by: 'chen', at } } }) as RecordItem;

it('asks for a street of all its teams, for a leader of theirs, and for nobody else, each once', () => {
  expect(
    issuingScopes([
      grant('street', { place: 's1' }),
      grant('teamLeader', { team: 't1' }),
      grant('teamLeader', { team: 't1' }),
      grant('volunteer', { team: 't2' }),
      grant('programme'),
    ]),
  ).toEqual([
    { place: 's1', team: null },
    { place: null, team: 't1' },
  ]);
});

it('shows what waits first, the longest first, and then the newest', () => {
  const ids = inOrder([
    item('old', 'issued', '2013-11-01T00:00:00Z'),
    item('late', 'asked', '2013-11-12T00:00:00Z'),
    item('new', 'revoked', '2013-11-10T00:00:00Z'),
    item('long', 'asked', '2013-11-02T00:00:00Z'),
  ]).map(({ record }) => record.matter.id);
  expect(ids).toEqual(['long', 'late', 'new', 'old']);
});

it('says hours to the hundredth, months in words, and keeps the code behind the #', () => {
  expect([hours(90), hours(100), hours(0)]).toEqual(['1.5', '1.67', '0']);
  expect([monthWord('2013-09-01', 'zh-CN'), monthWord('2013-09-01', 'en')]).toEqual(['2013 年 9 月', '2013-09']);
  expect(new URL(verifyAddress('ABCD')).pathname).toBe('/verify');
});
