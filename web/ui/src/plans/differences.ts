import type { Change, Differences, LateStep, Proposal, Quota } from './plan';

/** `steps/due` → `stepsDue`: the key of the field's word. */
export const wordOf = (field: string): string => field.replace(/\/(\w)/g, (_, letter: string) => letter.toUpperCase());

/** How a field's value is written in the document. */
export type Shape =
  'text' | 'quota' | 'day' | 'stage' | 'ring' | 'rhythm' | 'flag' | 'thousandths' | 'fen' | 'limit' | 'pace' | 'use';

const shapes: Record<string, Shape> = {
  issuedOn: 'day',
  'steps/due': 'day',
  'subsidies/from': 'day',
  'subsidies/until': 'day',
  'steps/stage': 'stage',
  ring: 'ring',
  rhythm: 'rhythm',
  countsExisting: 'flag',
  'directory/kinds/isRegistered': 'flag',
  'standards/required': 'flag',
  'standards/bound': 'thousandths',
  'measures/perFacility': 'thousandths',
  'subsidies/amountFen': 'fen',
  'volunteering/kinds/needsResident': 'flag',
  'volunteering/allowance/fenPerStreet': 'fen',
  'volunteering/allowance/fenPerVolunteer': 'fen',
  'volunteering/allowance/since': 'day',
  'hotline/categories/pace': 'pace',
  'hotline/kinds/pace': 'pace',
  'hotline/phrases/use': 'use',
};

/** Of an entry that came or went, its first figure stands beside it. */
const entries: Record<string, Shape> = {
  steps: 'day',
  standards: 'thousandths',
  subsidies: 'fen',
  'hotline/kinds': 'pace',
};

export const shapeOf = (change: Change): Shape => (change.field === 'steps/quotas' ? 'quota' : shapeOfValue(change));

const shapeOfValue = (change: Change): Shape =>
  (change.kind === 'changed' ? changedShape(change.field) : entries[change.field]) ?? 'text';

/** Of each urgency the hotline has the same limits. */
const changedShape = (field: string): Shape | undefined =>
  /^hotline\/(ordinary|urgent|lifeSafety)\//.test(field) ? 'limit' : shapes[field];

/** Quantities are whole thousandths; money is whole fen. */
export const thousandths = (text: string): string => String(Number(text) / 1_000);
export const yuan = (fen: string): string => String(Number(fen) / 100);

/** `each/street/2`, as a difference writes a quota. */
export function quotaOf(text: string): Quota {
  const [kind, answers, number] = text.split('/') as [Quota['kind'], Quota['answers'], string];
  return { kind, answers, number: Number(number) };
}

const dayMinutes = 1_440;

/** `work/7200`, as a difference writes a limit: minutes of working days or of the clock, in the largest unit that is whole. */
export function limitOf(text: string): { unit: 'workdays' | 'workMinutes' | 'hours' | 'minutes'; n: number } {
  const [kind, written] = text.split('/');
  const minutes = Number(written);
  if (kind === 'work')
    return minutes % dayMinutes === 0
      ? { unit: 'workdays', n: minutes / dayMinutes }
      : { unit: 'workMinutes', n: minutes };
  return minutes % 60 === 0 ? { unit: 'hours', n: minutes / 60 } : { unit: 'minutes', n: minutes };
}

export interface Consequences {
  lines: number;
  /** Lines whose targets change, counted or not. */
  targets: number;
  /** Steps that somebody is late with for sure. */
  late: number;
  /** Steps that rest with each unit. */
  maybe: number;
}

export const consequencesOf = (proposal: Proposal): Consequences => ({
  lines: proposal.differences.lines.length,
  targets: proposal.differences.lines.filter((line) => line.targets).length,
  ...lateness(proposal.late),
});

export const lateness = (late: readonly LateStep[]): Pick<Consequences, 'late' | 'maybe'> => {
  const sure = late.filter((step) => owedForSure(step) > 0).length;
  return { late: sure, maybe: late.length - sure };
};

/** Items that somebody owes for sure; 0: it rests with each unit. */
export const owedForSure = (step: LateStep): number => Math.max(0, step.items - step.reached);

/** Missed before behind, then what owes most. */
export const worstFirst = (late: readonly LateStep[]): LateStep[] =>
  [...late].sort(
    (a, b) => Number(b.turns === 'missed') - Number(a.turns === 'missed') || owedForSure(b) - owedForSure(a),
  );

export const isEmpty = (differences: Differences): boolean =>
  differences.document.length === 0 && differences.lines.length === 0;
