import type { PlaceLink, Ring, Stage, Status } from '../walls/frame';

/** What `/api/v1/evidence` answers; fields that are empty are left out but for those that may be null. */
export interface Evidence {
  place: PlaceLink;
  today: string;
  lines: EvidenceLine[];
  sentences?: Sentence[];
  units?: Unit[];
  planVersion?: number;
  /** More facilities than are read at once: figures are of those that were. */
  truncated?: boolean;
}

export interface Lead {
  name: string;
  person?: string;
}

export interface EvidenceLine {
  line: string;
  shortName: string;
  englishName: string;
  ring: Ring;
  unit: string;
  status: Status;
  owed: number;
  due: number;
  waiting: number;
  daysOverdue: number;
  lead: Lead;
  reason: { zh: string; en: string };
  /** Items behind the figure asked for. */
  count?: number;
}

export interface Sentence {
  step: string;
  label: string;
  due: string;
  lead: Lead;
  source: string;
  text?: string;
  /** What the step asks of the place, and what of it stands. */
  items?: number;
  met?: number;
}

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

export interface Unit {
  place: PlaceLink;
  street: string | null;
  due: number;
  met: number;
  owed: number;
  daysOverdue: number;
}

export interface Item {
  /** Null: `count` items that nobody has registered yet. */
  id: string | null;
  count: number;
  name: string;
  line: string;
  lineName: string;
  lineEnglishName: string;
  place: PlaceLink;
  stage?: Stage;
  standing?: string;
  step: { id: string; label: string; due: string } | null;
  daysOverdue: number;
  until?: string;
  reason?: string;
  lead: Lead;
  score?: number;
  /** Who owes it; where the figure is no debt: `place`. */
  unit: PlaceLink;
  /** Name of the street above a community. */
  street: string | null;
}

export interface Items {
  items: Item[];
  next: number | null;
  total: number;
  /** More facilities than are read at once: the list is not whole. */
  truncated?: boolean;
}

export interface Entry {
  version: number;
  type: string;
  actor: string;
  recordedAt: string;
  effectiveAt: string;
  data: { stage?: Stage; quantity?: number; shortcomings?: string[]; reason?: string; note?: string; score?: number };
}

export interface History {
  entries: Entry[];
  next: number | null;
}

/** Entered more than a day after it held. */
export const isLate = ({ recordedAt, effectiveAt }: Entry): boolean =>
  Date.parse(recordedAt) - Date.parse(effectiveAt) > 2 * 86_400_000;
