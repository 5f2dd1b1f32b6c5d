import type { Checklist, ChecklistItem, Criterion, SurveyRule, SurveySheet } from '../../http/api';
import { emptyItem, isMet, lackOf, type SiteDraft } from './draft';

export const criteria: readonly Criterion[] = ['complete', 'placed', 'organised', 'current', 'satisfied'];

export interface SurveyCount {
  drawn: number;
  answered: number;
  /** Of each criterion those who are content. */
  favourable: Record<Criterion, number>;
  /** Cards that have to be answered. */
  least: number;
  isMet: boolean;
}

/** What the answers of this phone and of others make so far; null: nobody is drawn. */
export function surveyOf(
  sheet: SurveySheet | null | undefined,
  rule: SurveyRule,
  draft: SiteDraft,
): SurveyCount | null {
  if (!sheet) return null;
  const whole = sheet.cards
    .map(({ card }) => draft.cards[card] ?? {})
    .filter((answers) => criteria.every((one) => answers[one] !== undefined));
  const count = (one: Criterion) => whole.filter((answers) => favours(answers[one] ?? 0, one, rule)).length;
  const favourable = Object.fromEntries(criteria.map((one) => [one, count(one)])) as Record<Criterion, number>;
  const least = Math.min(rule.leastAnswered, sheet.cards.length);
  const enough = whole.length >= least && 100 * favourable.satisfied >= rule.bound * whole.length;
  return { drawn: sheet.cards.length, answered: whole.length, favourable, least, isMet: enough };
}

const favours = (value: number, criterion: Criterion, rule: SurveyRule) =>
  rule.yesNo.includes(criterion) ? value === 1 : value >= 4;

/** Percent, rounded down so that a bound that is not reached never reads as reached. */
export const rateOf = (favourable: number, answered: number) => Math.floor((100 * favourable) / answered);

export interface Deduction {
  item: ChecklistItem;
  defect: string;
  points: number;
}

export type Obstacle =
  | { kind: 'unrecorded'; n: number }
  | { kind: 'under'; n: number; mark: number }
  | { kind: 'required'; text: string }
  | { kind: 'notDrawn' }
  | { kind: 'tooFew'; n: number; least: number }
  | { kind: 'unsatisfied'; bound: number };

export interface SiteResult {
  score: number;
  recorded: number;
  deductions: Deduction[];
  survey: SurveyCount | null;
  /** Empty: it may pass. The server has the last word by the same rules. */
  obstacles: Obstacle[];
}

export function resultOf(checklist: Checklist, sheet: SurveySheet | null | undefined, draft: SiteDraft): SiteResult {
  const found = checklist.items.map((item) => ({ item, draft: draft.items[item.id] ?? emptyItem() }));
  const whole = found.filter((one) => lackOf(one.item, one.draft) === null);
  const score = found.reduce((sum, one) => sum + Math.min(one.draft.score ?? 0, one.item.weight), 0);
  const survey = surveyOf(sheet, checklist.survey, draft);
  const obstacles: Obstacle[] = [];
  if (whole.length < found.length) obstacles.push({ kind: 'unrecorded', n: found.length - whole.length });
  const mark = checklist.passMark;
  if (mark !== undefined && mark !== null) {
    if (score < mark) obstacles.push({ kind: 'under', n: mark - score, mark });
  } else {
    for (const one of whole)
      if (one.item.required && isMet(one.item, one.draft) === false)
        obstacles.push({ kind: 'required', text: one.item.text });
  }
  if (!survey) obstacles.push({ kind: 'notDrawn' });
  else if (survey.answered < survey.least) obstacles.push({ kind: 'tooFew', n: survey.answered, least: survey.least });
  else if (!survey.isMet) obstacles.push({ kind: 'unsatisfied', bound: checklist.survey.bound });
  return { score, recorded: whole.length, deductions: deductionsOf(found), survey, obstacles };
}

/** Largest first. */
const deductionsOf = (found: { item: ChecklistItem; draft: ReturnType<typeof emptyItem> }[]): Deduction[] =>
  found
    .filter(({ item, draft }) => draft.score !== null && draft.score < item.weight)
    .map(({ item, draft }) => ({ item, defect: draft.defect.trim(), points: item.weight - (draft.score ?? 0) }))
    .sort((one, other) => other.points - one.points);
