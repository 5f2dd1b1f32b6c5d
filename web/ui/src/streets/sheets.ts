import type { ProgressRow } from '../http/api';
import { addressOf, uploadOne } from '../http/request';
import { reportCompletion, reportProgress } from './reporting';

export type { ProgressRow as Row } from '../http/api';

const path = '/api/v1/progress-sheets/{place}' as const;

/** The street's to-report list as a workbook. */
export const sheetAddress = (place: string) => addressOf(path, { path: { place } });

/** Beside what stands; changes nothing. */
export const compareSheet = async (place: string, file: File) =>
  (await uploadOne(path, { path: { place } }, file)).rows;

/** What would be reported, and by nobody meanwhile: chosen beforehand. */
export const chosenFirst = (rows: readonly ProgressRow[]): Set<number> =>
  new Set(rows.filter(({ state, hasMoved }) => state === 'changed' && !hasMoved).map(({ row }) => row));

/** Enters one row: an ordinary report. */
export function enter({ facility, to, on, note }: ProgressRow): Promise<unknown> {
  const [id, said] = [facility ?? '', note ?? ''];
  if (to === 'completed') return reportCompletion(id, on, said);
  return reportProgress(id, { stage: to ?? 'prepared', on, note: said, measure: null, quantity: null });
}
