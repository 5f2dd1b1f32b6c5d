import type { Evidence, Sentence } from '../evidence/evidence';

/** The step that a target is about now, with its cumulative figures. */
export interface StepFigures {
  step: Sentence;
  planned: number;
  met: number;
}

/** The first that passed unmet, else the next to come, else the last. */
export function stepOf({ sentences, today }: Evidence): StepFigures | null {
  const asked = (sentences ?? []).filter(({ items }) => items > 0);
  const step =
    asked.find(({ due, items, met }) => due < today && met < items) ??
    asked.find(({ due }) => due >= today) ??
    asked.at(-1);
  return step ? until(asked, step) : null;
}

/** The one after it. */
export function nextOf(evidence: Evidence): StepFigures | null {
  const asked = (evidence.sentences ?? []).filter(({ items }) => items > 0);
  const now = stepOf(evidence)?.step;
  const next = asked.find(({ due, step }) => due >= evidence.today && step !== now?.step && due > (now?.due ?? ''));
  return next ? until(asked, next) : null;
}

/** Of a step that is known by its id: as it was asked for with all before it. */
export function figuresOf({ sentences }: Evidence, id: string): StepFigures | null {
  const asked = (sentences ?? []).filter(({ items }) => items > 0);
  const step = asked.find((one) => one.step === id);
  return step ? until(asked, step) : null;
}

/** Steps of one stage are cumulative. */
function until(all: readonly Sentence[], step: Sentence): StepFigures {
  const before = all.filter(({ stage, due }) => stage === step.stage && due <= step.due);
  const sum = (of: 'items' | 'met') => before.reduce((n, one) => n + one[of], 0);
  return { step, planned: sum('items'), met: sum('met') };
}
