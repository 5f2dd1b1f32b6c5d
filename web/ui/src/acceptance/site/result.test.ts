import { describe, expect, it } from 'vitest';
import { draftOf, emptyItem, findingOf, lackOf, measuredOf, openRound, type ItemDraft } from './draft';
import { rateOf, resultOf } from './result';
import { checklist, round, view } from './samples';

const [area, rooms, sign, remark] = checklist.items as [
  (typeof checklist.items)[0],
  (typeof checklist.items)[0],
  (typeof checklist.items)[0],
  (typeof checklist.items)[0],
];
const item = (of: Partial<ItemDraft>): ItemDraft => ({ ...emptyItem(), ...of });
const shown = { sha: 'abc', thumb: 'data:', photo: null };
const answers = (value: number) => ({ complete: value, placed: value, organised: value, current: 1, satisfied: value });

const whole = () => ({
  ...draftOf(round, null),
  items: {
    area: item({ score: 40, measured: '126' }),
    rooms: item({ score: 38, met: true, defect: '缺血压计 1 台' }),
    sign: item({ score: 20, photos: [shown] }),
    remark: item({ note: '无' }),
  },
  cards: { 7: answers(5), 99: answers(4), 3: answers(4) },
});

describe('an item', () => {
  it('says what it lacks', () => {
    expect(lackOf(area, emptyItem())).toBe('measured');
    expect(lackOf(area, item({ measured: '126' }))).toBe('score');
    expect(lackOf(area, item({ measured: '90', score: 40 }))).toBe('full');
    expect(lackOf(area, item({ measured: '90', score: 30 }))).toBe('defect');
    expect(lackOf(area, item({ measured: '90', score: 30, defect: '小 10 ㎡' }))).toBeNull();
    expect(lackOf(rooms, item({ score: 40 }))).toBe('met');
    expect(lackOf(sign, item({ score: 20 }))).toBe('full');
    expect(lackOf(sign, item({ score: 20, photos: [shown] }))).toBeNull();
    expect(lackOf(remark, emptyItem())).toBe('note');
    expect(lackOf(remark, item({ note: '无' }))).toBeNull();
  });

  it('is measured in thousandths', () => {
    expect(['126', '126.5', ' 0.125 ', '１', '', '1.2345', '-1'].map(measuredOf)).toEqual([
      126_000,
      126_500,
      125,
      null,
      null,
      null,
      null,
    ]);
  });

  it('is sent with marks for photos of this phone, and without a defect at full marks', () => {
    expect(findingOf(sign, item({ score: 20, defect: '早先写的', photos: [shown] }))).toEqual({
      item: 'sign',
      score: 20,
      photos: [{ $blob: 'abc' }],
    });
    expect(findingOf(area, item({ score: 30, measured: '90', defect: ' 小 ' }))).toMatchObject({
      measured: 90_000,
      defect: '小',
    });
  });
});

describe('an inspection', () => {
  it('may pass when every item is recorded, the mark is reached and residents are content', () => {
    const { score, obstacles, deductions, survey } = resultOf(checklist, round.survey, whole());
    expect([score, obstacles]).toEqual([98, []]);
    expect(deductions).toMatchObject([{ defect: '缺血压计 1 台', points: 2 }]);
    expect(survey).toMatchObject({ drawn: 3, answered: 3, isMet: true });
  });

  it('says each thing that keeps it from passing', () => {
    const draft = whole();
    draft.items.rooms = item({ score: 20, met: false });
    draft.cards = { 7: answers(5), 99: {} } as never;
    expect(resultOf(checklist, round.survey, draft).obstacles).toEqual([
      { kind: 'unrecorded', n: 1 },
      { kind: 'under', n: 10, mark: 90 },
      { kind: 'tooFew', n: 1, least: 2 },
    ]);
    expect(resultOf(checklist, null, whole()).obstacles).toEqual([{ kind: 'notDrawn' }]);
    expect(
      resultOf(checklist, round.survey, { ...whole(), cards: { 7: answers(3), 3: answers(5) } }).obstacles,
    ).toEqual([{ kind: 'unsatisfied', bound: 80 }]);
  });

  it('without a mark has to meet what is required', () => {
    const draft = whole();
    draft.items.rooms = item({ score: 20, met: false, defect: '只有三室' });
    const unmarked = { ...checklist };
    delete unmarked.passMark;
    expect(resultOf(unmarked, round.survey, draft).obstacles).toEqual([{ kind: 'required', text: '四室一课' }]);
  });

  it('is one only while its round is open', () => {
    expect(openRound(view)?.number).toBe(1);
    expect(
      openRound({ ...view, rounds: [{ ...round, end: { how: 'accepted', by: 'x', on: '2013-11-12' } }] }),
    ).toBeNull();
  });
});

it('a draft is of its round alone, and lies over what others recorded', () => {
  const others = {
    ...round,
    findings: [{ finding: { item: 'area', score: 10, photos: [] }, by: 'account:b', at: '' }],
  };
  const mine = { ...draftOf(round, null), items: { sign: item({ score: 5 }) } };
  expect(Object.keys(draftOf(others, mine).items)).toEqual(['area', 'sign']);
  expect(Object.keys(draftOf({ ...others, number: 2 }, mine).items)).toEqual(['area']);
});

it('a rate is rounded down', () => expect(rateOf(79, 99)).toBe(79));
