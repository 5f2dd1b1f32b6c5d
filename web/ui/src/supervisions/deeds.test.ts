import { expect, it } from 'vitest';
import type { Permission } from '../http/api';
import { deedsOf } from './deeds';
import type { Order, Stage } from './supervisions';

const order = (stage: Stage): Order => ({
  order: {
    id: 'o1',
    number: { year: 2013, serial: 12 },
    matter: { place: 's1', text: '调解室欠 2 处' },
    unit: { place: 's1' },
    deadline: '2013-11-29',
    instruction: '限期建成',
  },
  number: '督办〔2013〕12号',
  stage,
  issue: { by: 'account:office', at: '2013-11-12T01:00:00Z' },
  replies: [],
  changedAt: '2013-11-12T01:00:00Z',
});

const holding =
  (...held: Permission[]) =>
  (of: Permission) =>
    held.includes(of);

it.each<[Stage, Permission[], string]>([
  ['issued', ['answer'], 'sign'],
  ['underway', ['answer'], 'reply'],
  ['sentBack', ['answer'], 'reply'],
  ['replied', ['answer'], ''],
  ['replied', ['verify'], 'pass sendBack'],
  ['passed', ['supervise'], 'close withdraw'],
  ['issued', ['supervise'], 'withdraw'],
  ['closed', ['supervise', 'answer', 'verify'], ''],
])('of one that is %s whoever holds %s is offered "%s"', (stage, held, deeds) =>
  expect(deedsOf(order(stage), holding(...held), 'office').join(' ')).toBe(deeds),
);

it('is closed by whoever issued it and by nobody else', () =>
  expect(deedsOf(order('passed'), holding('supervise'), 'leader')).toEqual(['withdraw']));
