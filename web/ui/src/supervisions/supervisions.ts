import { together, type Scope } from '../duties/reach';
import type { ReplyFile, StreetSince, SupervisionStage, SupervisionView, Wait } from '../http/api';
import { addressOf, command, commandId, read, readOrNone, sendOne } from '../http/request';

export type {
  LineSince,
  ReplyFile,
  StreetSince,
  SupervisionReply as Reply,
  SupervisionStage as Stage,
  SupervisionView as Order,
} from '../http/api';

const path = '/api/v1/supervisions';
const of = `${path}/{id}` as const;

/** What the server is asked for. */
export interface Question {
  /** One after another; see `scopesOf`. */
  scopes: readonly Scope[];
  /** Those that have ended instead of those that have not. */
  ended: boolean;
}

const pageSize = 200;
/** As many as a list holds. */
export const most = 1_000;

const readPage = (scope: Scope, stage: SupervisionStage | null, after: string | null) =>
  read(path, { query: { ...scope, stage, open: stage === null ? 'true' : null, after, limit: pageSize } });

async function readStage(scope: Scope, stage: SupervisionStage | null): Promise<SupervisionView[]> {
  const found: SupervisionView[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(scope, stage, after);
    found.push(...page.orders);
    after = page.next ?? null;
  } while (after !== null && found.length < most);
  return found;
}

/** All of them: a list is put in order as a whole. */
export async function readOrders({ scopes, ended }: Question): Promise<SupervisionView[]> {
  const of = async (scope: Scope) =>
    ended ? [...(await readStage(scope, 'closed')), ...(await readStage(scope, 'withdrawn'))] : readStage(scope, null);
  return together(scopes, of, ({ order }) => order.id);
}

export const readOrder = (id: string) => readOrNone(of, { path: { id } });

/** One street's page of a meeting, of all lines that one may read there. */
export async function readSince(street: string, scopes: readonly Scope[], since: string): Promise<StreetSince> {
  const pages = await Promise.all(scopes.map(({ line }) => read(`${path}/since`, { query: { street, line, since } })));
  const [first, ...others] = pages;
  if (!first) throw new RangeError('no scope');
  return others.length === 0 ? first : joined(first, pages);
}

/** Pages of different lines. */
const joined = (first: StreetSince, pages: readonly StreetSince[]): StreetSince => ({
  ...first,
  lines: pages.flatMap(({ lines }) => lines),
  orders: pages.flatMap(({ orders }) => orders),
  matters: pages.flatMap(({ matters }) => matters),
  raised: pages.flatMap(({ raised }) => raised),
  ended: pages.flatMap(({ ended }) => ended),
  isTruncated: pages.some(({ isTruncated }) => isTruncated),
});

/** As it is filled in; what is empty is left out. */
export interface Draft {
  place: string;
  line: string;
  step: string;
  alert: string;
  matter: string;
  /** A street or community; empty: the lead unit of `unitLine`. */
  unit: string;
  unitLine: string;
  person: string;
  deadline: string;
  instruction: string;
}

const said = <N extends string>(name: N, value: string) =>
  value.trim() ? ({ [name]: value.trim() } as Record<N, string>) : {};

/** Under an id that rises with time: lists have the latest first. */
export const newId = () => commandId(Date.now());

export const issue = (id: string, draft: Draft, district: string) =>
  command(path, {
    body: {
      id,
      place: draft.place,
      ...said('line', draft.line),
      ...said('step', draft.step),
      ...said('alert', draft.alert),
      matter: draft.matter,
      unit: draft.unitLine ? district : draft.unit,
      ...said('unitLine', draft.unitLine),
      ...said('person', draft.person),
      deadline: draft.deadline,
      instruction: draft.instruction,
    },
  });

export const sign = (id: string) => command(`${of}/signature`, { path: { id }, body: {} });

export async function reply(id: string, text: string, files: readonly File[]): Promise<void> {
  const evidence: ReplyFile[] = [];
  for (const file of files) {
    const kept = await sendOne(`${of}/evidence`, { path: { id } }, file);
    evidence.push({ ...kept, name: file.name.slice(-100) });
  }
  await command(`${of}/reply`, { path: { id }, body: { text, evidence } });
}

export const check = (id: string, passed: boolean, reason: string) =>
  command(`${of}/check`, { path: { id }, body: { passed, ...said('reason', reason) } });

export const close = (id: string, note: string) =>
  command(`${of}/closure`, { path: { id }, body: { ...said('note', note) } });

export const withdraw = (id: string, reason: string) => command(`${of}/withdrawal`, { path: { id }, body: { reason } });

export const fileAddress = (id: string, blob: string) => addressOf(`${of}/evidence/{blob}`, { path: { id, blob } });

/** The page on which an order about a red figure is written. */
export function newOrderAddress(about: Partial<Record<'place' | 'line' | 'step' | 'alert' | 'matter', string>>) {
  return { path: '/supervisions/new', query: about };
}

/** Whether the next step is late by now, in milliseconds of business time. */
export const isLate = ({ wait }: { wait?: Wait }, now: number) =>
  wait !== undefined && Date.parse(wait.lateFrom) <= now;

export const hasEnded = ({ stage }: Pick<SupervisionView, 'stage'>) => stage === 'closed' || stage === 'withdrawn';
