import type { LocationQuery } from 'vue-router';
import type { AuditItem } from '../http/api';
import { addressOf, post, read } from '../http/request';

export type {
  AuditPage as Page,
  AuditPerson as Person,
  AuditState as State,
  ChainBreak as Break,
  DigestView as Digest,
  JournalVerification as Verification,
} from '../http/api';

/** One line of the list; what looks like somebody's number is masked by the server. */
export type Item = AuditItem;

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

/** What a person wrote, for the server to judge. */
const words = (question: Question, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...asked(question), ...more });

export const readPage = (question: Question, before: string | null) =>
  read(path, { query: words(question, { limit: '50', ...(before === null ? {} : { before }) }) });

export const exportAddress = (question: Question): string => addressOf(`${path}/export`, { query: words(question) });

export const readState = () => read(`${path}/state`);

export const readPeople = async (name: string) => (await read(`${path}/people`, { query: { name } })).items;

export const askForDigest = () => post(`${path}/digests`);

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
