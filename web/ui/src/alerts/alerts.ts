import type { AlertLevel, AlertView, Handling, HistoryItem, ListedAlert, Rung, SlipReason } from '../http/api';
import { together, type Scope } from '../duties/reach';
import { command, read, readOrNone } from '../http/request';
import type { Status } from '../walls/frame';

export type {
  AlertFacts as Facts,
  AlertRule as Rule,
  AlertLevel as Level,
  AlertPage,
  AlertView as Alert,
  EvidenceUnit as Unit,
  Handling,
  HistoryItem as Entry,
  ListedAlert as Listed,
  Rung,
  SlipReason,
} from '../http/api';

const path = '/api/v1/alerts';
const of = `${path}/{id}` as const;

/** Worst first. */
export const levels: readonly AlertLevel[] = ['missed', 'behind', 'forecast', 'notice'];
/** In the order of the filters: what waits for somebody first. */
export const handlings: readonly Handling[] = [
  'unacknowledged',
  'escalated',
  'lapsed',
  'acknowledged',
  'silenced',
  'met',
];
export const reasons: readonly SlipReason[] = ['rooms', 'money', 'tender', 'staff', 'residents', 'other'];
/** From below to above. */
export const rungs: readonly Rung[] = ['community', 'street', 'leadUnit', 'district'];

/** The mark that a level has everywhere; null: it is none of the plan's, and has one of its own. */
export const statusOf = (level: AlertLevel): Status | null =>
  level === 'forecast' ? 'atRisk' : level === 'notice' ? null : level;

/** How an episode ended. */
export const endingOf = ({ reason, isDropped }: NonNullable<AlertView['ended']>) =>
  isDropped ? 'dropped' : reason ? 'closed' : 'resolved';

/** How far an open alert is. As the domain's `AlertView.Handling` has it. */
export function handlingOf({ settlesAt, silence, promise, lapses, fired }: AlertView): Handling {
  if (settlesAt !== undefined) return 'met';
  if (silence !== undefined) return 'silenced';
  if (promise !== undefined) return 'acknowledged';
  if (lapses > 0) return 'lapsed';
  return fired.length > 1 ? 'escalated' : 'unacknowledged';
}

/** What is asked of the server; the handling and words that are looked for are the page's own. */
export interface Question {
  /** One after another; see `scopesOf`. */
  scopes: readonly Scope[];
  /** Those that ended instead of those that are open. */
  over: boolean;
  /** With the copies that a street's alert holds back. */
  copies: boolean;
}

export interface Listing {
  alerts: ListedAlert[];
  total: number;
  counts: Partial<Record<Handling, number>>;
  levels: Partial<Record<AlertLevel, number>>;
  /** Some are not listed: a place has to be chosen. */
  isCut: boolean;
  /** Business time, in milliseconds of UTC. */
  now: number;
}

/** A page of the server's, and as many as the desk holds at once. */
const pageSize = 200;
export const most = 1_000;

type Kind = Omit<Question, 'scopes'> & { handling?: Handling };

const readPage = (scope: Scope, { over, copies, handling = undefined }: Kind, after: number, limit = pageSize) =>
  read(path, {
    query: {
      ...scope,
      over: over ? 'true' : null,
      copies: copies ? 'true' : null,
      handling: handling ?? null,
      after,
      limit,
    },
  });

/** Business time; a rehearsal's is its own. */
export const readNow = async () => Date.parse((await read('/api/v1/rehearsal')).now);

async function readScope(scope: Scope, kind: Kind): Promise<Omit<Listing, 'now'>> {
  const first = await readPage(scope, kind, 0);
  const found = new Map(first.alerts.map((one) => [one.alert.id, one]));
  let next = first.next;
  while (next !== undefined && next !== null && found.size < most) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(scope, kind, next);
    // The list may have moved between two pages: nobody stands in it twice.
    for (const one of page.alerts) found.set(one.alert.id, one);
    next = page.next;
  }
  return {
    alerts: [...found.values()],
    total: first.total,
    counts: Object.fromEntries(first.handlings.map(({ handling, count }) => [handling, count])),
    levels: Object.fromEntries(first.levels.map(({ level, count }) => [level, count])),
    isCut: first.isTruncated || (next !== undefined && next !== null),
  };
}

const tally = <K extends string>(all: readonly K[]) =>
  all.reduce<Partial<Record<K, number>>>((sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }), {});

export async function readListing({ scopes, ...kind }: Question): Promise<Listing> {
  const [now, ...read] = await Promise.all([readNow(), ...scopes.map((scope) => readScope(scope, kind))]);
  const [first, ...others] = read;
  if (first && others.length === 0) return { ...first, now };
  const alerts = [...new Map(read.flatMap((of) => of.alerts).map((one) => [one.alert.id, one])).values()];
  // As the server has one list: what is over the newest first, the rest is put in order by whoever shows it.
  if (kind.over) alerts.sort((a, b) => (b.alert.ended?.endedAt ?? '').localeCompare(a.alert.ended?.endedAt ?? ''));
  return {
    alerts,
    total: alerts.length,
    counts: tally(alerts.map(({ alert }) => handlingOf(alert))),
    levels: tally(alerts.map(({ alert }) => alert.facts.level)),
    isCut: read.some(({ isCut }) => isCut),
    now,
  };
}

/** How many nobody has acknowledged. */
export async function readWaiting(scopes: readonly Scope[]): Promise<number> {
  const kind = { over: false, copies: false, handling: 'unacknowledged' } as const;
  const [first, ...others] = scopes;
  if (first && others.length === 0) return (await readPage(first, kind, 0, 1)).total;
  const found = await together(
    scopes,
    async (scope) => (await readScope(scope, kind)).alerts,
    ({ alert }) => alert.id,
  );
  return found.length;
}

export const readAlert = (id: string) => readOrNone(of, { path: { id } });

/** All of it: an alert's journal is short. */
export async function readHistory(id: string): Promise<HistoryItem[]> {
  const entries: HistoryItem[] = [];
  let after: number | undefined | null = 0;
  while (after !== undefined && after !== null) {
    const page: { entries: HistoryItem[]; next?: number } | null = await readOrNone(`${of}/history`, {
      path: { id },
      query: { after, limit: 200 },
    });
    entries.push(...(page?.entries ?? []));
    after = page?.next;
  }
  return entries;
}

export const readEvidence = (place: string | null, line: string) =>
  readOrNone('/api/v1/evidence', { query: { place, line } });

/** 确认并承诺: by whoever is signed in. */
export interface Promised {
  on: string;
  reason: SlipReason;
  note: string;
  plan: string;
}

/** What is empty is left out. */
const said = <N extends string>(name: N, value: string) =>
  value.trim() ? ({ [name]: value.trim() } as Record<N, string>) : {};

export const acknowledge = (id: string, { on, reason, note, plan }: Promised) =>
  command(`${of}/acknowledgement`, {
    path: { id },
    body: { on, reason, ...said('note', note), ...said('plan', plan) },
  });

export const sayHow = (id: string, plan: string) => command(`${of}/plan`, { path: { id }, body: { plan } });

export const silence = (id: string, until: string, reason: string) =>
  command(`${of}/silence`, { path: { id }, body: { until, reason } });

export const endSilence = (id: string) => command(`${of}/silence-end`, { path: { id }, body: {} });

export const close = (id: string, reason: string) => command(`${of}/closure`, { path: { id }, body: { reason } });
