import { LocalDrafts, shelf } from '../keeping';
import type { Finding } from './assigned';

/** An answer that is being written: its words, finding and how many files were chosen; neither whoever called nor a file stands in it. */
export interface Draft {
  words: string;
  finding: Finding | '';
  /** How many have to be chosen again. */
  files: number;
}

/** After a week nobody goes on with it. */
const longest = 7 * 86_400_000;

function readKept(data: unknown): (Draft & { at: number }) | null {
  const kept = data as Partial<Draft & { at: number }> | null | undefined;
  return typeof kept?.words === 'string' && typeof kept.at === 'number'
    ? { words: kept.words, finding: kept.finding ?? '', files: kept.files ?? 0, at: kept.at }
    : null;
}

/** Answers of one account, encrypted in its browser: on a shared machine nobody reads another's. */
export class AnswerDrafts {
  private readonly drafts: LocalDrafts;

  constructor(account: string) {
    this.drafts = new LocalDrafts(shelf(), account, undefined, 'answer');
  }

  async read(ticket: string, now: number): Promise<Draft | null> {
    const all = await this.drafts.all();
    for (const [id, data] of all) {
      const kept = readKept(data);
      if (!kept || now - kept.at > longest) this.drop(id);
    }
    const kept = readKept(all.get(ticket));
    return kept && now - kept.at <= longest ? { words: kept.words, finding: kept.finding, files: kept.files } : null;
  }

  /** Empty words leave none. Whether it is kept. */
  async keep(ticket: string, { words, finding, files }: Draft, now: number): Promise<boolean> {
    if (words.trim() === '') this.drop(ticket);
    else this.drafts.keep(ticket, { words, finding, files, at: now });
    return await this.drafts.has(ticket);
  }

  drop(ticket: string): void {
    this.drafts.drop(ticket);
  }
}
