import type { Finding } from './assigned';

/** An answer that is being written: its words and finding alone; neither whoever called nor a file stands in it. */
export interface Draft {
  words: string;
  finding: Finding | '';
}

const prefix = 'circle.answer.';
/** After a week nobody goes on with it. */
const longest = 7 * 86_400_000;

interface Kept extends Draft {
  at: number;
}

/** Of one account: on a shared machine nobody reads another's. */
const keyOf = (account: string, ticket: string) => `${prefix}${account}.${ticket}`;

function store(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function parsed(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    return typeof kept?.words === 'string' && typeof kept.at === 'number'
      ? { words: kept.words, finding: kept.finding ?? '', at: kept.at }
      : null;
  } catch {
    return null;
  }
}

export function readDraft(account: string, ticket: string, now: number): Draft | null {
  sweep(now);
  const kept = parsed(store()?.getItem(keyOf(account, ticket)) ?? null);
  return kept && { words: kept.words, finding: kept.finding };
}

/** Empty words leave none. Whether it is kept. */
export function keepDraft(account: string, ticket: string, { words, finding }: Draft, now: number): boolean {
  if (words.trim() === '') {
    dropDraft(account, ticket);
    return false;
  }
  try {
    store()?.setItem(keyOf(account, ticket), JSON.stringify({ words, finding, at: now }));
    return store() !== undefined;
  } catch {
    // Full, or forbidden: the page goes on without.
    return false;
  }
}

export const dropDraft = (account: string, ticket: string) => store()?.removeItem(keyOf(account, ticket));

function sweep(now: number): void {
  const all = store();
  if (!all) return;
  for (const key of Object.keys(all)) {
    if (!key.startsWith(prefix)) continue;
    const kept = parsed(all.getItem(key));
    if (!kept || now - kept.at > longest) all.removeItem(key);
  }
}
