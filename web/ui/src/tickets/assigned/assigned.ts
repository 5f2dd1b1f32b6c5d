import type { Desk } from '../../alerts/desk';
import { together } from '../../duties/reach';
import type { AnsweringUnit, ReplyFile, TicketAsk, TicketFinding, TicketItem } from '../../http/api';
import { addressOf, command, post, read, readOrNone, sendOne } from '../../http/request';

export type {
  AnsweringUnit as Unit,
  CallerShown,
  ReplyFile,
  RevealReason,
  TicketAsk as Ask,
  TicketClock as Clock,
  TicketFinding as Finding,
  TicketItem as Item,
  TicketShown as Shown,
  TicketView as Ticket,
} from '../../http/api';

const path = '/api/v1/assigned-tickets';
const of = `${path}/{id}` as const;

/** Of one unit; what is over is a long list, of which a page shows the newest. */
export const most = { open: 1_000, over: 200 } as const;

/** For which units somebody answers: places that they are let into, with all under them where that is asked for, and lines that they lead. */
export function unitsOf({ grants, named, places, district }: Desk, withBelow: boolean): AnsweringUnit[] {
  const all = named ?? places;
  const units: AnsweringUnit[] = [];
  const add = (unit: AnsweringUnit) => {
    if (!units.some(({ place, line }) => place === unit.place && line === unit.line)) units.push(unit);
  };
  for (const { role, place, line } of grants) {
    if (role === 'leadUnit' && line !== undefined && district) add({ place: district, line });
    if (place === undefined || (role !== 'street' && role !== 'community')) continue;
    add({ place });
    if (withBelow) for (const one of all) if (one.parent === place) add({ place: one.id });
  }
  return units;
}

const readPage = (unit: AnsweringUnit, over: boolean, next: { key?: string; id: string } | undefined) =>
  read(path, {
    query: {
      unit: unit.place,
      unitLine: unit.line,
      over: over ? 'true' : null,
      afterAt: next?.key,
      after: next?.id,
      limit: 100,
    },
  });

async function readUnit(unit: AnsweringUnit, over: boolean): Promise<TicketItem[]> {
  const found: TicketItem[] = [];
  let page: Awaited<ReturnType<typeof readPage>> | null = null;
  do {
    page = await readPage(unit, over, page?.next);
    found.push(...page.tickets);
  } while (page.next && found.length < (over ? most.over : most.open));
  return found;
}

/** What several units have, or had, each ticket once. */
export const readAssigned = (units: readonly AnsweringUnit[], over: boolean) =>
  together(
    units.map(({ place, line }) => ({ place, line: line ?? null })),
    ({ place, line }) => readUnit({ place: place ?? '', ...(line === null ? {} : { line }) }, over),
    ({ ticket }) => ticket.intake.id,
  );

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
