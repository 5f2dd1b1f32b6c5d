import type { Desk } from '../../alerts/desk';
import type { AnsweringUnit, ReplyFile, TicketAsk, TicketFinding, TicketItem } from '../../http/api';
import { addressOf, command, post, read, readOrNone, sendOne } from '../../http/request';
import { byDue } from './clock';

export type {
  AnsweringUnit as Unit,
  CallerShown,
  ReplyFile,
  RevealReason,
  TicketAsk as Ask,
  TicketFinding as Finding,
  TicketItem as Item,
  TicketShown as Shown,
  TicketView as Ticket,
} from '../../http/api';

const path = '/api/v1/assigned-tickets';
const of = `${path}/{id}` as const;

/** For which units somebody answers: places that they are let into, and lines that they lead. */
export function unitsOf({ grants, district }: Desk): AnsweringUnit[] {
  const units: AnsweringUnit[] = [];
  const add = (unit: AnsweringUnit) => {
    if (!units.some(({ place, line }) => place === unit.place && line === unit.line)) units.push(unit);
  };
  for (const { role, place, line } of grants) {
    if (role === 'leadUnit' && line !== undefined && district) add({ place: district, line });
    else if (place !== undefined && (role === 'street' || role === 'community')) add({ place });
  }
  return units;
}

/** Whether places lie under one of them, which may have tickets of their own. */
export const hasBelow = ({ named, places }: Desk, units: readonly AnsweringUnit[]): boolean =>
  units.some(({ place, line }) => line === undefined && (named ?? places).some(({ parent }) => parent === place));

export interface Asked {
  units: readonly AnsweringUnit[];
  /** What lies under each of them too. */
  below: boolean;
  /** What they had, instead of what they have. */
  over: boolean;
  /** Of each unit so many are read, and the page after them where they did not end. */
  most: number;
}

export interface Assigned {
  items: TicketItem[];
  /** There are more. */
  isCut: boolean;
}

/** As many as one request brings. */
const page = 200;

interface Read {
  items: TicketItem[];
  /** When the last one was received that was read, where there are more; what is older is not known. */
  until: string | null;
}

const readPage = (query: NonNullable<Parameters<typeof read<typeof path>>[1]>['query']) => read(path, { query });

async function readUnit({ place, line }: AnsweringUnit, { below, over, most }: Asked): Promise<Read> {
  const items: TicketItem[] = [];
  let next: { key?: string; id: string } | undefined;
  do {
    const query = {
      unit: place,
      unitLine: line,
      below: below && line === undefined ? 'true' : null,
      over: over ? 'true' : null,
      afterAt: next?.key,
      after: next?.id,
      limit: Math.min(page, most - items.length),
    };
    const answer: Awaited<ReturnType<typeof readPage>> = await readPage(query);
    items.push(...answer.tickets);
    next = answer.next;
  } while (next && items.length < most);
  return { items, until: next ? (items.at(-1)?.ticket.received.at ?? null) : null };
}

/**
 * Of several units one list without gaps, each ticket once. What one of them has that is older than all that was read of another
 * one waits for its turn.
 */
export function mergedOf(read: readonly Read[], over: boolean): Assigned {
  const all = new Map(read.flatMap(({ items }) => items.map((one) => [one.ticket.intake.id, one])));
  const isCut = read.some(({ until }) => until !== null);
  if (!over) return { items: byDue([...all.values()]), isCut };
  const known = Math.max(...read.map(({ until }) => (until === null ? -Infinity : Date.parse(until))));
  const receivedAt = ({ ticket }: TicketItem) => Date.parse(ticket.received.at);
  const items = [...all.values()].filter((one) => receivedAt(one) >= known);
  return { items: items.sort((a, b) => receivedAt(b) - receivedAt(a)), isCut };
}

export const readAssigned = async (asked: Asked): Promise<Assigned> =>
  mergedOf(await Promise.all(asked.units.map((unit) => readUnit(unit, asked))), asked.over);

export const readTicket = (id: string) => readOrNone(of, { path: { id } });
export const sign = (id: string) => command(`${of}/signature`, { path: { id }, body: {} });

export const contact = (id: string) => command(`${of}/contact`, { path: { id }, body: {} });

export const resume = (id: string) => command(`${of}/resumption`, { path: { id }, body: {} });

export const answer = (id: string, words: string, finding: TicketFinding, files: readonly ReplyFile[]) =>
  command(`${of}/answer`, { path: { id }, body: { answer: words, finding, files: [...files] } });

/** `days` of an extension, `until` of a suspension alone. */
export const ask = (id: string, what: TicketAsk, reason: string, days: number, until: string) =>
  command(`${of}/request`, {
    path: { id },
    body: { ask: what, reason, ...(what === 'extend' ? { days } : {}), ...(what === 'suspend' ? { until } : {}) },
  });

/** Number and name of whoever called; the audit keeps who asked, and why. */
export const reveal = (id: string, reason: 'callBack' | 'dispatch' | 'identity' | 'emergency', note: string) =>
  post(`${of}/caller`, { path: { id }, body: { fields: ['phone', 'name'], reason, ...(note ? { note } : {}) } });

const longestName = 100;

/** Keeps a file for an answer that is still to be given. */
export async function keepFile(id: string, file: Blob, name: string): Promise<ReplyFile> {
  const kept = await sendOne(`${of}/files`, { path: { id } }, file);
  return { ...kept, name: name.slice(-longestName) };
}

export const fileAddress = (id: string, blob: string) => addressOf(`${of}/files/{blob}`, { path: { id, blob } });
