import { describe, expect, it } from 'vitest';
import { activityOf, answersOf, correctionOf, formText, minutesOf, newDraft, type LogDraft } from './draft';
import { draftsOf } from './entering';
import { faultsOf } from './faults';
import { found } from './finding';
import { item, places, team } from './samples';

const now = Date.parse(team.now);
const made = (to: Partial<LogDraft> = {}): LogDraft => ({
  ...newDraft(team, now, 1),
  kind: 'free-clinic',
  place: 's1c1',
  rating: 'satisfied',
  signature: { strokes: 'x', text: 't' },
  ...to,
});
const words = (draft: LogDraft) => faultsOf(draft, team, now).map(({ field, word }) => `${field} ${word}`);
const page = { sha: 'p', use: 'page', blob: 'own-p', photo: null, thumb: null, size: 1 } as const;

describe('a new one', () => {
  it('is of whoever logs it, and what the team did last', () => {
    const draft = newDraft({ ...team, newest: [item('a', 'complete', { kind: 'haircut', place: 's1c2' })] }, now, 1);
    expect(draft).toMatchObject({
      kind: 'haircut',
      place: 's1c2',
      people: { v0: null },
      rating: null,
      signature: null,
    });
    expect(draft.span).toEqual({ day: '2013-11-12', start: '14:30', end: '16:30' });
    expect(draft.id).toMatch(/^[0-9a-f]{12}7[0-9a-f]{19}$/);
  });

  it('takes nothing that is not there any more, and nobody who is not in the team', () => {
    const newest = [item('a', 'complete', { kind: 'gone', place: 'gone' })];
    expect(newDraft({ ...team, newest, account: 'leader' }, now, 1)).toMatchObject({
      kind: null,
      place: null,
      people: {},
    });
  });
});

it('a correction says what the record said, names it, and is signed anew', () => {
  const record = item('back', 'returned', {
    people: [
      { who: 'v0', minutes: 120 },
      { who: 'gone', minutes: 90 },
    ],
    attachments: [{ sha: 'a', use: 'photo' }],
  });
  const draft = correctionOf({ ...record, opinion: '好' }, 1);
  expect(draft).toMatchObject({ corrects: 'back', people: { v0: null, gone: 90 }, opinion: '好', signature: null });
  const log = activityOf(draft, team);
  expect(log).toMatchObject({ corrects: 'back', people: [{ who: 'v0' }, { who: 'gone', minutes: 90 }] });
  expect(draftsOf(log, draft.photos, { owner: 'me', label: 'x', ahead: 0 })[1]?.body).toMatchObject({
    sha: 'a',
    photo: { blob: 'b0' },
  });
});

it('what is sent has hours within the activity, words as they are signed, and nothing that nobody said', () => {
  const draft = made({ people: { v1: 90, v0: null, v2: 999 }, opinion: ' e\u0301 ', rating: null });
  const log = activityOf(draft, team);
  expect(log.people).toEqual([
    { who: 'v0', minutes: 120 },
    { who: 'v1', minutes: 90 },
    { who: 'v2', minutes: 120 },
  ]);
  expect(log).toMatchObject({
    opinion: '\u00e9',
    start: '2013-11-12T14:30:00+08:00',
    end: '2013-11-12T16:30:00+08:00',
  });
  expect(Object.keys(log)).not.toContain('rating');
  expect(Object.keys(log)).not.toContain('form');
  expect(minutesOf(draft, 'v1')).toBe(90);
});

it('a form is told in its own order, by what its fields are', () => {
  const kind = team.kinds.find(({ id }) => id === 'patrol');
  const form = { handed: 'yes', shift: '晚班', count: '3', route: ' 花园路 ', found: ' ', other: 'x' };
  expect(formText(kind, form)).toBe('{"route":"花园路","count":3,"shift":"晚班","handed":true}');
  expect(formText(team.kinds[0], form)).toBeNull();
});

it('goes first as itself, and then each photo, under the same subject', () => {
  const draft = made({ photos: [page] });
  const entries = draftsOf(activityOf(draft, team), draft.photos, { owner: 'me', label: '义诊', ahead: 5 });
  expect(entries.map(({ subject, url, settledBy }) => [subject, url, settledBy])).toEqual([
    [draft.id, '/api/v1/activities', []],
    [draft.id, `/api/v1/activities/${draft.id}/attachments`, ['attached']],
  ]);
  expect(entries.map(({ ahead, leads, holds }) => [ahead, leads, holds])).toEqual([
    [5, true, undefined],
    [undefined, undefined, true],
  ]);
  expect(entries[1]?.body).toEqual({ sha: 'p', photo: { $blob: 'own-p' } });
});

describe('faults', () => {
  it('are told all at once, in the order of the page', () => {
    const span = { day: '2013-11-12', start: 'x', end: '16:30' };
    const draft = made({ people: {}, kind: null, place: null, span, rating: null, signature: null });
    expect(words(draft)).toEqual(['people people', 'kind kind', 'place place', 'time time']);
    expect(words(made({ rating: null, signature: null }))).toEqual(['rating rating', 'signature signature']);
    expect(words(made())).toEqual([]);
  });

  it('of times: too long, not over yet, too long ago', () => {
    const span = (day: string, start: string, end: string) => words(made({ span: { day, start, end } }));
    expect(span('2013-11-11', '08:00', '07:00')).toEqual(['time long']);
    expect(span('2013-11-12', '15:00', '16:50')).toEqual(['time future']);
    expect(span('2013-11-12', '15:00', '16:45')).toEqual([]);
    expect(span('2013-09-12', '15:00', '16:00')).toEqual(['time late']);
  });

  it('of hours that nobody can have worked', () => {
    expect(words(made({ people: { v0: 0 } }))).toEqual(['people minutes']);
    expect(words(made({ people: { v0: 121 } }))).toEqual(['people minutes']);
  });

  it('of a form, where the kind has one; and a page of the paper book is as good as a signature', () => {
    expect(words(made({ kind: 'patrol', rating: null, signature: null, form: { count: 'x' } }))).toEqual([
      'form/route required',
      'form/count number',
      'form/shift required',
      'form/handed required',
    ]);
    expect(words(made({ signature: null, photos: [page] }))).toEqual([]);
  });
});

it('a place is found by initials, whole pinyin or characters, the exact first', () => {
  const names = (text: string) => found(places, text).map(({ name }) => name);
  expect(names('wy')).toEqual(['戊院社区', '文雅社区']);
  expect(names('Wen ya')).toEqual(['文雅社区']);
  expect(names('花园')).toEqual(['花园路街道']);
  expect(names('院')).toEqual(['戊院社区', '工业院社区']);
  expect([names(''), names('zzz')]).toEqual([[], []]);
});

it('a form comes back as it was filled in, and one that cannot be read is asked for again', () => {
  expect(answersOf('{"from":"甲","handed":true,"kept":false,"count":3}')).toEqual({
    from: '甲',
    handed: 'yes',
    kept: 'no',
    count: '3',
  });
  expect([answersOf(undefined), answersOf('{')]).toEqual([{}, {}]);
});
