import type { CityImportProgress, CityImportRow, CityImportView, CityRowResult, CityRowState } from '../../http/api';
import { uploadForLines } from '../../http/lines';
import { addressOf, read, uploadOne } from '../../http/request';

export type {
  CityImportProgress as Progress,
  CityImportRow as Row,
  CityImportView as Plan,
  CityRowOutcome as Outcome,
  CityRowResult as Result,
  CityRowState as State,
} from '../../http/api';

const path = '/api/v1/tickets/city-import';

/** What a file would do; nothing is done. */
export const check = (file: File): Promise<CityImportView> => uploadOne(path, {}, file);

/** Receives what was shown, a few rows at a time; whoever stops it has what was told, and the server ends what it has in hand. */
export const enter = (file: File, fingerprint: string, stop: AbortSignal, take: (line: CityImportProgress) => void) =>
  uploadForLines(`${path}/application`, { query: { fingerprint } }, file, stop, take);

export const readCategories = async () =>
  (await read('/api/v1/tickets/limits', { query: { kind: 'complaint', urgency: 'ordinary', category: 'other' } })).rules
    .categories;

export const statusFile = (since: string, format: 'xlsx' | 'csv') =>
  addressOf('/api/v1/tickets/city-status', { query: { since, format } });

/** Kinds of rows, what asks for somebody first. */
export const states = ['faulty', 'changed', 'new', 'standing'] as const satisfies readonly CityRowState[];

/** Marks beside the word. */
export const signs = {
  faulty: '■',
  changed: '→',
  new: '＋',
  standing: '＝',
  received: '✓',
  refused: '■',
  unsure: '?',
} as const;

export const countsOf = (rows: readonly CityImportRow[]): Record<CityRowState, number> => {
  const counts = { new: 0, standing: 0, changed: 0, faulty: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
};

export type Filter = CityRowState | 'all' | 'noted';

export function shownOf(rows: readonly CityImportRow[], filter: Filter): readonly CityImportRow[] {
  if (filter === 'all') return rows;
  return rows.filter(({ state, notes }) => (filter === 'noted' ? notes.length > 0 : state === filter));
}

/** One thing that is wrong, and in which rows. */
export interface FaultGroup {
  key: string;
  column: string;
  zh: string;
  en: string;
  rows: number[];
}

/** The same fault of many rows once, what most rows have first. */
export function groupsOf(rows: readonly CityImportRow[]): FaultGroup[] {
  const groups = new Map<string, FaultGroup>();
  for (const { row, faults } of rows)
    for (const { column, zh, en } of faults) {
      const key = `${column} ${zh}`;
      const group = groups.get(key) ?? { key, column, zh, en, rows: [] };
      groups.set(key, group);
      if (group.rows.at(-1) !== row) group.rows.push(row);
    }
  // Those of as many rows stay in the order in which they came.
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}

/** Rows as people name them: 2、5–9、12; of many the first ones. */
export function spansOf(rows: readonly number[], most: number): { words: string[]; left: number } {
  const spans: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = spans.at(-1);
    if (last && row === last.to + 1) last.to = row;
    else spans.push({ from: row, to: row });
  }
  const shown = spans.slice(0, most);
  const told = shown.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return { words: shown.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)), left: rows.length - told };
}

/** Whatever a cell begins with, no spreadsheet takes it for a formula. */
const cell = (text: string | number) => {
  const said = String(text);
  return `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(said) ? `'${said}` : said).replaceAll('"', '""')}"`;
};

/** What is to be put right, as a table: a row for each fault, the first ones of the file first. */
export function faultTable(rows: readonly CityImportRow[], heads: readonly string[], isEnglish: boolean): string {
  const lines = rows.flatMap(({ row, number, faults }) =>
    faults.map(({ column, zh, en }) => [row, number ?? '', column, isEnglish ? en : zh].map(cell).join(',')),
  );
  return `\uFEFF${[heads.map(cell).join(','), ...lines].join('\r\n')}\r\n`;
}

export const totalsOf = (results: Iterable<CityRowResult>) => {
  const totals = { received: 0, standing: 0, faulty: 0, refused: 0, unsure: 0 };
  for (const { outcome } of results) totals[outcome]++;
  return totals;
};
