import type { LocationQuery } from 'vue-router';
import { send } from '../http/request';

/** One line of the list; what looks like somebody's number is masked by the server. */
export interface Item {
  source: 'journal' | 'audit';
  /** The event's stream, or the entry's chain. */
  stream: string;
  version: number;
  at: string;
  actor?: string;
  actorName?: string;
  action: string;
  subject: string;
  done: boolean;
  note?: string;
  /** Of an event: from where its account worked at that time. */
  addresses: string[];
  effectiveAt?: string;
  data?: Record<string, unknown>;
}

export interface Page {
  items: Item[];
  next?: string | null;
}

export interface Digest {
  number: number;
  day?: string;
  takenAt: string;
  streams: number;
  events: number;
  entries: number;
  hash: string;
}

export interface Break {
  chain: string;
  version: number;
  zh: string;
  en: string;
}

export interface Verification {
  at: string;
  isSound: boolean;
  streams: number;
  events: number;
  chains: number;
  entries: number;
  digests: number;
  broken: number;
  breaks: Break[];
}

export interface State {
  digest?: Digest;
  taking: boolean;
  verification?: Verification;
  keepDays: number;
}

export interface Person {
  actor: string;
  name: string;
  displayName: string;
}

/** What may be asked of the list, in the order of the form and of the page's address. */
export const questions = ['from', 'to', 'actor', 'source', 'action', 'subject', 'done', 'address'] as const;

export type Question = Record<(typeof questions)[number], string>;

/** The page's address as a question; what is not asked is empty. */
export function questionOf(query: LocationQuery): Question {
  return Object.fromEntries(questions.map((name) => [name, [query[name] ?? ''].flat()[0] ?? ''])) as Question;
}

/** What is asked and no more. */
export function asked(question: Question): Partial<Question> {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value.trim() !== ''));
}

const path = '/api/v1/audit';

/** Refusals come in the language of the page, whatever the browser's own is. */
const language = () => ({ 'Accept-Language': document.documentElement.lang || 'zh-CN' });

async function read<T>(address: string): Promise<T> {
  const response = await send(address, { headers: { Accept: 'application/json', ...language() } });
  return (await response.json()) as T;
}

const words = (question: Question, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...asked(question), ...more }).toString();

export const readPage = (question: Question, before: string | null): Promise<Page> =>
  read<Page>(`${path}?${words(question, { limit: '50', ...(before === null ? {} : { before }) })}`);

export const exportAddress = (question: Question): string => `${path}/export?${words(question)}`;

export const readState = (): Promise<State> => read<State>(`${path}/state`);

export const readPeople = async (name: string): Promise<Person[]> =>
  (await read<{ items: Person[] }>(`${path}/people?${new URLSearchParams({ name })}`)).items;

export async function askForDigest(): Promise<void> {
  await send(`${path}/digests`, {
    method: 'POST',
    headers: language(),
  });
}

/** `facility.accepted` as the key of a word. */
export const keyOf = (action: string): string => action.replaceAll('.', '-');

/** A value of an event in one line; null: it has parts of its own. */
export function plain(value: unknown): string | null {
  if (Array.isArray(value)) {
    const parts = value.map(plain);
    return parts.includes(null) ? null : parts.join('；');
  }
  return typeof value === 'object' && value !== null ? null : String(value ?? '');
}
