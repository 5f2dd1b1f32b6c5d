import { expect, it } from 'vitest';
import { inspection, roundOf } from './samples';
import { criteria, scoreOf, surveyOf } from './survey';

const answers = (satisfied: number, current = 1) =>
  criteria.map((criterion) => ({
    criterion,
    value: criterion === 'satisfied' ? satisfied : criterion === 'current' ? current : 4,
  }));
const surveyed = (...cards: ReturnType<typeof answers>[]) =>
  surveyOf(
    roundOf('inspect', {
      inspection,
      survey: { population: 640, seed: 's', cards: cards.map((told, index) => ({ card: index + 1, answers: told })) },
    }),
  );

it('says n and the rate of each criterion, rounded down', () => {
  const told = surveyed(answers(5), answers(4), answers(3, 0));
  expect([told?.drawn, told?.answered]).toEqual([3, 3]);
  expect(told?.criteria.map(({ rate }) => rate)).toEqual([100, 100, 100, 66, 66]);
  expect(told?.isMet).toBe(false);
});

it('is met when enough answered and enough of them are satisfied', () => {
  expect(surveyed(answers(5), answers(4), [])?.isMet).toBe(true);
  expect(surveyed(answers(5), [], [])?.isMet).toBe(false);
  expect(surveyed([], [], [])?.criteria[0]?.rate).toBeNull();
  expect(surveyOf(roundOf('inspect', { inspection }))).toBeNull();
});

it('adds up what is scored so far', () => {
  const finding = { item: 'area', score: 55, measured: 90_000, defect: '少 10 平方米', photos: [] };
  const round = roundOf('inspect', { inspection, findings: [{ finding, by: 'account:qian', at: '' }] });
  expect(scoreOf(round)).toEqual({ score: 55, recorded: 1, items: 2 });
});
