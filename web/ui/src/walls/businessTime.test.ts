import { expect, it } from 'vitest';
import { businessNow, dataTime } from './businessTime';
import type { About } from './picture';

const about = (changed: Partial<About>) =>
  ({ asOf: '2013-11-12T06:32:00Z', speed: 1, paused: false, ...changed }) as About;
const at = (changed: Partial<About>, since: number) => new Date(businessNow(about(changed), since)).toISOString();

it('runs on between frames, and stops with them', () => {
  expect(at({}, 2_000)).toBe('2013-11-12T06:32:02.000Z');
  expect(at({ speed: 10 }, 2_000)).toBe('2013-11-12T06:32:20.000Z');
  expect(at({}, 60_000)).toBe('2013-11-12T06:32:06.000Z');
});

it('leaves it to the frames in a fast or paused rehearsal', () => {
  expect(at({ speed: 600 }, 2_000)).toBe('2013-11-12T06:32:00.000Z');
  expect(at({ paused: true }, 2_000)).toBe('2013-11-12T06:32:00.000Z');
});

it('tells seconds only while they can be read', () => {
  expect(dataTime(about({}))).toBe('14:32:00');
  expect(dataTime(about({ speed: 600 }))).toBe('14:32');
  expect(dataTime(about({ speed: 600, paused: true }))).toBe('14:32:00');
});
