import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, rowsOf, type Message, type Receiver } from './receivers';

const message = (number: number, change: Partial<Message> = {}): Message => ({
  number,
  alerts: 3,
  more: 0,
  isTest: false,
  since: '2013-11-12T01:00:00Z',
  tries: 0,
  ...change,
});
const receiver = (id: string, change: Partial<Receiver> = {}): Receiver => ({
  id,
  terms: { name: id, target: 'hook', pace: 'atOnce', place: 'd', level: 'behind', from: 'street' },
  waiting: 0,
  more: 0,
  dead: [],
  delivered: 0,
  ...change,
});

describe('the queue', () => {
  it('has what was given up first, then what is tried again, then what waits', () => {
    const rows = rowsOf([
      receiver('a', { waiting: 4, more: 2, out: message(7, { tries: 2, next: '2013-11-12T02:00:00Z' }) }),
      receiver('b', { dead: [message(3, { failure: '503' })] }),
      receiver('c'),
    ]);
    expect(rows.map(({ receiver: { id }, is, alerts }) => [id, is, alerts])).toEqual([
      ['b', 'dead', 3],
      ['a', 'retried', 3],
      ['a', 'waiting', 6],
    ]);
  });

  it('tells what is being tried, for the first time or since somebody hurried it, from what waits for its next try', () =>
    expect([message(1), message(1, { tries: 3 })].map((out) => rowsOf([receiver('a', { out })])[0]?.is)).toEqual([
      'sending',
      'sending',
    ]));
});

describe('a receiver', () => {
  it('is corrected from what it hears now', () => {
    const draft = draftOf(
      receiver('a', { terms: { ...receiver('a').terms, quiet: { from: '21:00:00', until: '08:00:00' } } }),
      'd',
    );
    expect([draft.quietFrom, draft.quietUntil, draft.from]).toEqual(['21:00', '08:00', 'street']);
  });

  it('has hours of quiet in the daytime alone', () => {
    const draft = draftOf(null, 'd');
    expect(bodyOf(draft, 'd')).not.toHaveProperty('quiet');
    expect(bodyOf(draft, 'd')).not.toHaveProperty('line');
    expect(bodyOf({ ...draft, pace: 'daytime' }, 'd')).toMatchObject({ quiet: { from: '20:00', until: '07:30' } });
  });
});

it('stages of the city’s tickets go to a program of the whole district, whatever was chosen before', () =>
  expect(bodyOf({ ...draftOf(null, 's1'), topic: 'cityTickets', pace: 'daytime', line: 'park' }, 'd')).toMatchObject({
    topic: 'cityTickets',
    pace: 'atOnce',
    place: 'd',
  }));
