import type { Checklist, ChecklistItem, Criterion, ItemKind, StandardView, SurveyRule } from '../http/api';
import { command, read, readOrNone } from '../http/request';

export type { Checklist, ChecklistItem as Item, ItemKind, StandardView as Standard, SurveyRule } from '../http/api';

const path = '/api/v1/lines/{id}/standard' as const;

export const kinds: readonly ItemKind[] = ['yesNo', 'number', 'photo', 'note'];
export const criteria: readonly Criterion[] = ['complete', 'placed', 'organised', 'current', 'satisfied'];
export const whole = 100;
export const mostItems = 40;

/** Null: the plan in force has no such line. */
export const readStandard = (line: string): Promise<StandardView | null> => readOrNone(path, { path: { id: line } });

export const readVersion = (line: string, version: number): Promise<Checklist> =>
  read(`${path}/{version}`, { path: { id: line, version } });

/** A checklist while it is written; numbers of fields may be empty. */
export interface Draft {
  items: DraftItem[];
  passMark: number | '';
  survey: { size: number | ''; leastAnswered: number | ''; bound: number | ''; yesNo: Criterion[] };
}

export interface DraftItem {
  id: string;
  kind: ItemKind;
  text: string;
  weight: number | '';
  required: boolean;
  /** In whole units, where the checklist has thousandths. */
  bound: number | '';
  unit: string;
  source: string;
}

export const draftOf = ({ items, passMark, survey }: Checklist): Draft => ({
  items: items.map(({ id, kind, text, weight, required, bound, unit, source }) => ({
    id,
    kind,
    text,
    weight,
    required,
    bound: bound === undefined ? '' : bound / 1000,
    unit: unit ?? '',
    source,
  })),
  passMark: passMark ?? '',
  survey: { ...survey, yesNo: [...survey.yesNo] },
});

export const sumOf = (draft: Draft): number => draft.items.reduce((sum, { weight }) => sum + Number(weight), 0);

/** An id that no other item has, and none ever had in this draft. */
export function newItem(items: readonly DraftItem[]): DraftItem {
  let n = items.length + 1;
  while (items.some(({ id }) => id === `s${n}`)) n++;
  return { id: `s${n}`, kind: 'yesNo', text: '', weight: '', required: false, bound: '', unit: '', source: '' };
}

export const moved = (items: readonly DraftItem[], index: number, by: number): DraftItem[] => {
  const [next, to] = [[...items], index + by];
  const [one] = next.splice(index, 1);
  if (one) next.splice(Math.max(0, Math.min(to, next.length)), 0, one);
  return next;
};

const itemOf = ({ id, kind, text, weight, required, bound, unit, source }: DraftItem): ChecklistItem => ({
  id,
  kind,
  text: text.trim(),
  weight: Number(weight),
  required,
  source: source.trim(),
  ...(kind === 'number' && bound !== '' ? { bound: Math.round(Number(bound) * 1000), unit: unit.trim() } : {}),
});

const surveyOf = ({ size, leastAnswered, bound, yesNo }: Draft['survey']): SurveyRule => ({
  size: Number(size),
  leastAnswered: Number(leastAnswered),
  bound: Number(bound),
  yesNo,
});

/** Over the version that was seen; 0: there is none. */
export const write = (line: string, seen: number, { items, passMark, survey }: Draft) =>
  command(path, {
    path: { id: line },
    body: {
      seen,
      items: items.map(itemOf),
      survey: surveyOf(survey),
      ...(passMark === '' ? {} : { passMark: Number(passMark) }),
    },
  });
