import { json } from '../accounts/session';
import { send } from '../http/request';

export const kinds = ['caller', 'resident', 'volunteer'] as const;
export type Kind = (typeof kinds)[number];

export const fields = ['name', 'phone', 'address'] as const;
export type Field = (typeof fields)[number];

export const revealReasons = ['callBack', 'dispatch', 'identity', 'emergency', 'request'] as const;
export type RevealReason = (typeof revealReasons)[number];

export const eraseReasons = ['request', 'mistake', 'rule'] as const;
export type EraseReason = (typeof eraseReasons)[number];

export interface Hold {
  /** Its last day. */
  until: string;
  /** Absent: it cannot be opened. */
  reason?: string | null;
  /** An account's id as `account:…`. */
  by: string;
}

/** 个人信息主体, as it is listed: masked by the server, absent where missing. */
export interface Subject {
  id: string;
  kind: Kind;
  name?: string | null;
  phone?: string | null;
  address?: string | null;
  account?: string | null;
  recorded: string;
  used: string;
  /** The first day on which it is erased. */
  due: string;
  hold?: Hold | null;
  /** What is kept of it cannot be opened. */
  unreadable: boolean;
}

export type PersonalData = Partial<Record<Field, string | null>>;

export interface Draft extends PersonalData {
  kind: Kind;
  account?: string;
}

export interface Erasure {
  subject: string;
  kind: Kind;
  at: string;
  /** An account's id as `account:…`, or `system:…`. */
  by: string;
  byName?: string | null;
  reason: EraseReason;
}

export interface Rules {
  keepDays: Record<Kind, number>;
  counts: Record<Kind | 'held' | 'dueIn30Days', number>;
  sweptAt?: string | null;
  ledgerDirectoryOk: boolean;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

const path = '/api/v1/subjects';
const of = (id: string) => `${path}/${encodeURIComponent(id)}`;

/** Refusals come in the language of the page, whatever the browser's own is. */
async function ask<T>(address: string, init?: RequestInit): Promise<T> {
  const headers = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang || 'zh-CN' };
  return (await (await send(address, init ?? { headers })).json()) as T;
}

function words(given: Record<string, string | null>): string {
  const present = Object.entries(given).filter((one): one is [string, string] => !!one[1]);
  return present.length > 0 ? `?${new URLSearchParams(present)}` : '';
}

/** As many as one question may ask for. */
const most = 200;

export const readSubjects = (kind: Kind | null, after: string | null, atLeast = 0) =>
  ask<Page<Subject>>(`${path}${words({ kind, after, limit: `${Math.min(most, Math.max(50, atLeast))}` })}`);

/** By POST: no number is in an address, so none is in a log. */
export const findByPhone = async (phone: string) =>
  (await ask<{ items: Subject[] }>(`${path}/search`, json({ phone }))).items;

/** Whether it is new; else the same phone was on record. */
export async function record(draft: Draft): Promise<boolean> {
  const response = await send(path, json(Object.fromEntries(Object.entries(draft).filter(([, value]) => value))));
  return response.status === 201;
}

export const reveal = (id: string, asked: readonly Field[], reason: RevealReason, note: string) =>
  ask<PersonalData>(`${of(id)}/reveal`, json({ fields: asked, reason, ...(note ? { note } : {}) }));

export const erase = (id: string, reason: EraseReason, note: string) =>
  send(`${of(id)}/erase`, json({ reason, ...(note ? { note } : {}) }));

export const hold = (id: string, until: string, reason: string) =>
  send(`${of(id)}/hold`, json({ until, reason }, 'PUT'));

export const lift = (id: string) => send(`${of(id)}/hold`, json(undefined, 'DELETE'));

export const readErasures = (after: string | null) =>
  ask<Page<Erasure>>(`${path}/erasures${words({ after, limit: '20' })}`);

export const readRules = () => ask<Rules>(`${path}/rules`);

/** The least that will do for most: the phone, else what there is. */
export function firstAsked(subject: Subject): Field[] {
  const first = (['phone', 'name', 'address'] as const).find((field) => subject[field]);
  return first ? [first] : [];
}

/** Reasons that do not speak for themselves. */
export const needsNote = (reason: RevealReason | '') => reason === 'emergency' || reason === 'request';

/** What its day of erasure is on a day: a hold puts it off. */
export function standing(subject: Subject, today: string): 'held' | 'passed' | 'soon' | 'later' {
  if (subject.hold && subject.hold.until >= today) return 'held';
  if (subject.due <= today) return 'passed';
  return Date.parse(subject.due) - Date.parse(today) <= 30 * 86_400_000 ? 'soon' : 'later';
}
