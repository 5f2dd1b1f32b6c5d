import { expect, it } from 'vitest';
import type { ActivityShown } from '../../http/api';
import { item } from '../samples';
import { doubtsOf, isPlain, minutesOf } from './review';

const photo = { attachments: [{ sha: 'a', use: 'photo' as const }] };
const shown = (overlaps: unknown[] = []) => ({ overlaps }) as unknown as ActivityShown;

it('a record that was read, shows something and overlaps with none is plain', () => {
  const waiting = { item: item('a', 'complete', photo), shown: shown() };
  expect([doubtsOf(waiting), isPlain(waiting)]).toEqual([[], true]);
});

it('what asks for a look is told each by itself', () => {
  const bare = item('a', 'complete', { attachments: [], rating: 'dissatisfied' });
  expect(doubtsOf({ item: bare, shown: null })).toEqual(['unread', 'content', 'nothing']);
  expect(doubtsOf({ item: item('a', 'complete', photo), shown: shown([{}]) })).toEqual(['overlap']);
});

it('hours are of all who took part', () => {
  const people = [
    { who: 'a', minutes: 60 },
    { who: 'b', minutes: 45 },
  ];
  expect(minutesOf(item('a', 'complete', { people }))).toBe(105);
});
