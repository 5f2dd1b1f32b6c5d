import { together, type Scope } from '../duties/reach';
import type { CoordinationStage, CoordinationView } from '../http/api';
import { command, commandId, read, readOrNone } from '../http/request';

export type { CoordinationStage as Stage, CoordinationView as Matter } from '../http/api';

const path = '/api/v1/coordinations';
const of = `${path}/{id}` as const;

/** Those that wait for somebody, in their order. */
export const waitingStages: readonly CoordinationStage[] = ['raised', 'taken', 'returned', 'answered'];

export interface Question {
  /** Raised by a place or under it, of whose line the lead unit is asked; one after another, see `scopesOf`. */
  scopes: readonly Scope[];
  /** Those that are settled instead of those that are not. */
  settled: boolean;
}

export const most = 1_000;

const readPage = (scope: Scope, settled: boolean, after: string | null) =>
  read(path, {
    query: { ...scope, stage: settled ? 'settled' : null, open: settled ? null : 'true', after, limit: 200 },
  });

export const readMatters = ({ scopes, settled }: Question) =>
  together(
    scopes,
    (scope) => readScope(scope, settled),
    ({ matter }) => matter.id,
  );

async function readScope(scope: Scope, settled: boolean): Promise<CoordinationView[]> {
  const found: CoordinationView[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(scope, settled, after);
    found.push(...page.matters);
    after = page.next ?? null;
  } while (after !== null && found.length < most);
  return found;
}

export const readMatter = (id: string) => readOrNone(of, { path: { id } });

/** Under an id that rises with time: lists have the latest first. */
export const newId = () => commandId(Date.now());

export const raise = (id: string, street: string, lead: string, text: string) =>
  command(path, { body: { id, street, lead, text } });

export const take = (id: string) => command(`${of}/taking`, { path: { id }, body: {} });

export const answer = (id: string, text: string) => command(`${of}/answer`, { path: { id }, body: { text } });

export const giveBack = (id: string, reason: string) => command(`${of}/return`, { path: { id }, body: { reason } });

export const settle = (id: string, note: string) =>
  command(`${of}/settlement`, { path: { id }, body: note.trim() ? { note: note.trim() } : {} });

/** Whoever is late first, then what is due first; what is settled last, the latest first. */
export function byUrgency(matters: readonly CoordinationView[]): CoordinationView[] {
  const due = ({ wait }: CoordinationView) => (wait ? Date.parse(wait.lateFrom) : Infinity);
  return [...matters].sort((a, b) =>
    due(a) === due(b) ? b.changedAt.localeCompare(a.changedAt) : due(a) < due(b) ? -1 : 1,
  );
}
