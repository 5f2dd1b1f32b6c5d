import { shallowReactive } from 'vue';
import { read } from '../http/request';
import { readSession, session } from './session';

type Say = (key: string, named?: Record<string, unknown>) => string;

const prefix = 'account:';
/** Asked for at once, at most. */
const most = 200;

/** Names of accounts as far as this page has asked; null: nobody has this account any more. */
const names = shallowReactive(new Map<string, string | null>());
let waiting: string[] = [];

/** What colleagues call whoever acted, where that is an account (`account:id`); null where it is not. */
export function accountWords(actor: string, t: Say): string | null {
  if (!actor.startsWith(prefix)) return null;
  const account = actor.slice(prefix.length);
  const name = names.get(account);
  if (name === undefined) want(account);
  return name === undefined ? t('accounts.someone') : (name ?? t('accounts.deleted'));
}

/** All that one drawing of a page asks for goes in one question. */
function want(account: string): void {
  if (waiting.includes(account)) return;
  waiting.push(account);
  if (waiting.length === 1) queueMicrotask(() => void ask());
}

async function ask(): Promise<void> {
  const asked = waiting;
  waiting = [];
  for (let from = 0; from < asked.length; from += most) {
    const part = asked.slice(from, from + most);
    try {
      // Whoever is not signed in reads a rehearsal, and nobody's name.
      if ((session.value ?? (await readSession())).account === undefined) return;
      const { items } = await read('/api/v1/people/names', { query: { ids: part.join(',') } });
      const found = new Map(items.map(({ id, name }) => [id, name]));
      for (const account of part) names.set(account, found.get(account) ?? null);
    } catch {
      // The next drawing asks again.
    }
  }
}
