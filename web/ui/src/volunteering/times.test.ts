import { expect, it } from 'vitest';
import { hoursOf, instantsOf, lastHours, lengthOf, spanOf, timeOf, written } from './times';

it('the last two hours end at the half hour, also across midnight', () => {
  expect(lastHours(Date.parse('2013-11-12T16:41:10+08:00'))).toEqual({
    day: '2013-11-12',
    start: '14:30',
    end: '16:30',
  });
  expect(lastHours(Date.parse('2013-11-12T01:10:00+08:00'))).toEqual({
    day: '2013-11-11',
    start: '23:00',
    end: '01:00',
  });
});

it('a time is read as people type it', () => {
  expect(['9:05', '0905', '905', '9：05', ' 21.00 '].map(timeOf)).toEqual([
    '09:05',
    '09:05',
    '09:05',
    '09:05',
    '21:00',
  ]);
  expect(['', '9', '24:00', '12:60', 'abc', '1:2:3'].map(timeOf)).toEqual([null, null, null, null, null, null]);
});

it('an end that is not after the start is on the next day', () => {
  const night = { day: '2013-11-12', start: '22:00', end: '1:30' };
  expect(lengthOf(night)).toBe(210);
  expect(written(instantsOf(night)?.end ?? 0)).toBe('2013-11-13T01:30:00+08:00');
  expect(lengthOf({ ...night, end: 'x' })).toBe(0);
  expect(spanOf('2013-11-12T14:00:00Z', '2013-11-12T17:30:00Z')).toEqual({
    day: '2013-11-12',
    start: '22:00',
    end: '01:30',
  });
});

it('hours have one decimal at most', () => {
  expect([120, 570, 90, 20, 0].map(hoursOf)).toEqual(['2', '9.5', '1.5', '0.3', '0']);
});
