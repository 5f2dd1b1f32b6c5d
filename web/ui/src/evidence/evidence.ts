import type { EvidenceSentence, HistoryItem, Stage } from '../http/api';

export type {
  EvidenceItem as Item,
  EvidenceLine,
  EvidencePage as Items,
  EvidenceUnit as Unit,
  EvidenceView as Evidence,
  History,
  LeadUnit as Lead,
} from '../http/api';

export type Sentence = EvidenceSentence;

/** Steps that one sentence of the plan asks for. */
export interface Passage {
  text: string | null;
  source: string;
  steps: Sentence[];
}

/** Steps in a row that rest on the same words, told once. */
export function passages(sentences: readonly Sentence[]): Passage[] {
  const all: Passage[] = [];
  for (const step of sentences) {
    const last = all.at(-1);
    if (last && last.source === step.source && last.text === (step.text ?? null)) last.steps.push(step);
    else all.push({ text: step.text ?? null, source: step.source, steps: [step] });
  }
  return all;
}

/** An event of a facility, as far as the page tells it. */
export type Entry = HistoryItem;

/** What events say, each a part of it. */
export interface Told {
  stage?: Stage;
  quantity?: number;
  shortcomings?: string[];
  reason?: string;
  note?: string;
  score?: number;
}

/** The description leaves open what an event holds: each kind has its own. */
export const told = ({ data }: Entry) => data as Told;

/** Entered more than a day after it held. */
export const isLate = ({ recordedAt, effectiveAt }: Entry): boolean =>
  Date.parse(recordedAt) - Date.parse(effectiveAt) > 2 * 86_400_000;
