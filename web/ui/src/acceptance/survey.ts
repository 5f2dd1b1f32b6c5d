import type { Criterion, Round } from './acceptance';

export const criteria: readonly Criterion[] = ['complete', 'placed', 'organised', 'current', 'satisfied'];

/** What residents said of one criterion. */
export interface Told {
  criterion: Criterion;
  answered: number;
  favourable: number;
  /** Whole percent, rounded down, so that a bound that is not reached never reads as reached; null: nobody answered. */
  rate: number | null;
}

export interface SurveyTold {
  population: number;
  drawn: number;
  answered: number;
  criteria: Told[];
  /** What 满意度 has to reach, in percent, and how many have to answer. */
  bound: number;
  least: number;
  isMet: boolean;
}

const favourable = 4;

/** A round's sampled survey, as the silo reckons it; null: nobody was drawn. */
export function surveyOf(round: Round): SurveyTold | null {
  const [sheet, rule] = [round.survey, round.inspection?.checklist.survey];
  if (!sheet || !rule) return null;
  const answered = sheet.cards.filter(({ answers }) => answers.length > 0);
  const told = criteria.map((criterion): Told => {
    const isYesNo = rule.yesNo.includes(criterion);
    const good = answered.filter(({ answers }) => {
      const value = answers.find((one) => one.criterion === criterion)?.value ?? 0;
      return isYesNo ? value === 1 : value >= favourable;
    }).length;
    const rate = answered.length === 0 ? null : Math.floor((100 * good) / answered.length);
    return { criterion, answered: answered.length, favourable: good, rate };
  });
  const least = Math.min(rule.leastAnswered, sheet.cards.length);
  const satisfied = told.find(({ criterion }) => criterion === 'satisfied');
  return {
    population: sheet.population,
    drawn: sheet.cards.length,
    answered: answered.length,
    criteria: told,
    bound: rule.bound,
    least,
    isMet: answered.length >= least && 100 * (satisfied?.favourable ?? 0) >= rule.bound * (satisfied?.answered ?? 0),
  };
}

/** Points of all items that are scored, and of how many. */
export const scoreOf = ({ inspection, findings }: Round) => ({
  score: findings.reduce((sum, { finding }) => sum + finding.score, 0),
  recorded: findings.length,
  items: inspection?.checklist.items.length ?? 0,
});
