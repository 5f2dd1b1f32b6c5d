import { expect, it } from 'vitest';
import type { ActivityShown } from '../http/api';
import { listedOf, type FieldRecord } from './records';
import { item, log, team } from './samples';
import { wholeOf } from './whole';

const yes = (is: boolean) => (is ? '是' : '否');
const people = [
  { who: 'v0', minutes: 60 },
  { who: 'gone', minutes: 30 },
];
const made = log('a', {
  kind: 'patrol',
  people,
  helped: 3,
  opinion: '辛苦了',
  form: '{"count":"4","route":"花园路","handed":"no","found":""}',
  attachments: [
    { sha: 'a', use: 'photo' },
    { sha: 'b', use: 'photo' },
  ],
  signature: { strokes: '1,2 3,4', recordHash: 'x' },
});

it('is what the server says of it, in the form’s order', () => {
  const listed = item('a', 'incomplete', made);
  const activity = {
    ...listed.activity,
    attachments: [
      {
        claim: { sha: 'a', use: 'photo' as const },
        photo: { blob: 'p1', width: 1, height: 1, bytes: 1, mediaType: 'image/jpeg' },
      },
      { claim: { sha: 'b', use: 'photo' as const } },
    ],
  };
  const shown = {
    activity,
    opinion: '辛苦了',
    form: made.form,
    strokes: '1,2 3,4',
    names: { v0: '陈晓雨' },
    overlaps: [],
  } as unknown as ActivityShown;
  const [record] = listedOf([{ activity }], []);
  const whole = wholeOf(record as FieldRecord, shown, null, team, yes);
  expect(whole.people).toEqual([
    { name: '陈晓雨', minutes: 60 },
    { name: null, minutes: 30 },
  ]);
  expect([whole.helped, whole.opinion, whole.strokes]).toEqual([3, '辛苦了', '1,2 3,4']);
  expect(whole.photos).toEqual(['/api/v1/activities/a/photos/p1']);
  expect(whole.form).toEqual([
    { name: '路线', value: '花园路' },
    { name: '劝导人数', value: '4' },
    { name: '已交接', value: '否' },
  ]);
});

it('is what waits on this phone, before the server has it', () => {
  const [record] = listedOf([item('a', 'complete', made)], []);
  const whole = wholeOf(record as FieldRecord, null, made, team, yes);
  expect([whole.opinion, whole.strokes, whole.helped, whole.photos]).toEqual(['辛苦了', '1,2 3,4', 3, []]);
  expect(whole.people[0]?.name).toBe('陈晓雨');
});

it('without a network and sent is what its list says', () => {
  const [record] = listedOf([item('a', 'complete', made)], []);
  const whole = wholeOf(record as FieldRecord, null, null, null, yes);
  expect([whole.opinion, whole.form, whole.people.map(({ name }) => name)]).toEqual([null, [], [null, null]]);
});

it('is of the time at which it was, where the phone’s clock was a day behind', () => {
  const listed = item('a', 'complete', { start: '2013-11-11T01:00:00Z', end: '2013-11-11T02:00:00Z' });
  const activity = { ...listed.activity, log: { ...listed.activity.log, clockMinutes: 1440 } };
  expect(listedOf([{ activity }], []).map(({ log: of }) => [of.start, of.end])).toEqual([
    ['2013-11-12T01:00:00.000Z', '2013-11-12T02:00:00.000Z'],
  ]);
});
