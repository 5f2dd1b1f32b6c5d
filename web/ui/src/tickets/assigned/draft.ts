import { LocalDrafts, shelf } from '../keeping';
import type { Finding } from './assigned';

/** An answer that is being written: its words and finding alone; neither whoever called nor a file stands in it. */
export interface Draft {
  words: string;
  finding: Finding | '';
}

/** After a week nobody goes on with it. */
const longest = 7 * 86_400_000;

/** Of one account: on a shared machine nobody reads another's. */
const draftsOf = (account: string) => new LocalDrafts(shelf(), account, 'answer');

function readKept(data: unknown): (Draft & { at: number }) | null {
  const kept = data as Partial<Draft & { at: number }> | null | undefined;
  return typeof kept?.words === 'string' && typeof kept.at === 'number'
    ? { words: kept.words, finding: kept.finding ?? '', at: kept.at }
    : null;
}

export function readDraft(account: string, ticket: string, now: number): Draft | null {
  const drafts = draftsOf(account);
  const all = drafts.all();
  for (const [id, data] of all) {
    const kept = readKept(data);
    if (!kept || now - kept.at > longest) drafts.drop(id);
  }
  const kept = readKept(all.get(ticket));
  return kept && now - kept.at <= longest ? { words: kept.words, finding: kept.finding } : null;
}

/** Empty words leave none. Whether it is kept. */
export function keepDraft(account: string, ticket: string, { words, finding }: Draft, now: number): boolean {
  if (words.trim() !== '') return draftsOf(account).keep(ticket, { words, finding, at: now });
  dropDraft(account, ticket);
  return false;
}

export const dropDraft = (account: string, ticket: string) => draftsOf(account).drop(ticket);
