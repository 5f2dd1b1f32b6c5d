import type {
  SearchHit,
  SearchKind,
  SimilarItem,
  SubjectView,
  TicketBody,
  TicketClock,
  TicketStage,
  TicketView,
  Urgency,
} from '../http/api';
import { addressOf, command, put, post, read, readOrNone, remove } from '../http/request';

export type {
  CallDraftView as KeptDraft,
  CallTry,
  HotlineLimits as Limits,
  Likeness,
  QueueShown,
  ReplyFile,
  Satisfaction,
  SimilarItem as Similar,
  TicketBody,
  TicketCategory as Category,
  TicketClock as Clock,
  TicketDispatch as Dispatch,
  TicketEnd as End,
  TicketItem as Item,
  TicketKind as Kind,
  TicketShown as Shown,
  TicketStage as Stage,
  TicketView as Ticket,
  TimeLimit,
  Urgency,
} from '../http/api';
export type Caller = SubjectView;

const path = '/api/v1/tickets';
const of = `${path}/{id}` as const;

export const clocks: readonly TicketClock[] = ['dispatch', 'sign', 'contact', 'finish', 'callBack'];
export const kinds = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export const urgencies = ['ordinary', 'urgent', 'lifeSafety'] as const;
export const satisfactions = ['verySatisfied', 'satisfied', 'fair', 'dissatisfied', 'veryDissatisfied'] as const;
/** What a call may be about, as the search names it. */
export const targetKinds: readonly SearchKind[] = ['place', 'facility', 'servicePoint'];
/** How the hotline's supervisor may close a ticket that nobody answered. */
export const closures = ['withdrawn', 'invalid', 'unreasonable'] as const;

/** As many of a section as the queue shows. */
const each = 100;

export const readQueue = () => read(`${path}/queue`, { query: { each } });

export const readTicket = (id: string) => readOrNone(of, { path: { id } });

/** As its unit reads it: for what leaves the hotline on paper. */
export const readCovered = (id: string) => readOrNone(of, { path: { id }, query: { covered: 'true' } });

export const readOfCaller = async (caller: string, limit = 10) =>
  (await read(path, { query: { caller, limit } })).tickets;

export const readAbout = async (about: string) => (await read(path, { query: { about, limit: 50 } })).tickets;

/** From a day on; with a next one there are more. */
export const readAboutSince = (about: string, since: string) => read(path, { query: { about, since, limit: 200 } });

/** As it is written, e.g. 1112-0062: of the newest day that has it. */
export const readNumbered = async (number: string) => (await read(path, { query: { number } })).tickets;

type Asked = Pick<TicketBody, 'kind' | 'urgency' | 'category'>;
export const readLimits = (query: Asked) => read(`${path}/limits`, { query });

export interface Alike {
  about?: string;
  caller?: string;
  category?: string;
  matter?: string;
}
export const readSimilar = async (body: Alike): Promise<SimilarItem[]> =>
  (await post(`${path}/similar`, { body })).items;

/** Whoever has this phone, on record from now on, masked. */
export const recordCaller = (phone: string, name: string): Promise<SubjectView> =>
  post('/api/v1/subjects', { body: { kind: 'caller', phone, ...(name ? { name } : {}) } });

export const receive = (body: TicketBody) => command(path, { body });

export const dispatch = (id: string, unit: string, unitLine: string | null, note: string) =>
  command(`${of}/dispatch`, {
    path: { id },
    body: { unit, ...(unitLine ? { unitLine } : {}), ...(note ? { note } : {}) },
  });
export const answerAtOnce = (id: string, answer: string) =>
  command(`${of}/answer-at-once`, { path: { id }, body: { answer } });
export const link = (id: string, parent: string) => command(`${of}/link`, { path: { id }, body: { parent } });
export const reclassify = (id: string, category: string, urgency: Urgency) =>
  command(`${of}/classification`, { path: { id }, body: { category, urgency } });
export const retarget = (id: string, about: string) => command(`${of}/target`, { path: { id }, body: { about } });
export const take = (id: string) => command(`${of}/take`, { path: { id }, body: {} });
export const letGo = (id: string) => command(`${of}/let-go`, { path: { id }, body: {} });
export const urge = (id: string) => command(`${of}/urging`, { path: { id }, body: {} });
export const grant = (id: string) => command(`${of}/grant`, { path: { id }, body: {} });
export const decline = (id: string, reason: string) => command(`${of}/decline`, { path: { id }, body: { reason } });
export const supervise = (id: string, reason: string) =>
  command(`${of}/supervision`, { path: { id }, body: { reason } });
export const close = (id: string, end: (typeof closures)[number], reason: string) =>
  command(`${of}/closure`, { path: { id }, body: { end, reason } });

export interface Called {
  isReached: boolean;
  isSolved: boolean;
  satisfaction: (typeof satisfactions)[number] | null;
  note: string;
}
/** Where nobody answered, nothing was said. */
export const callBack = (id: string, { isReached, isSolved, satisfaction, note }: Called) =>
  command(`${of}/callback`, {
    path: { id },
    body: {
      isReached,
      ...(isReached ? { isSolved, ...(satisfaction ? { satisfaction } : {}) } : {}),
      ...(note ? { note } : {}),
    },
  });

/** Where a file of an answer is read. */
export const fileAddress = (id: string, blob: string) => addressOf(`${of}/files/{blob}`, { path: { id, blob } });

const drafts = `${path}/drafts` as const;
export const readDrafts = async () => (await read(drafts)).items;
export const putDraft = (id: string, seen: number | null, data: object) =>
  put(`${drafts}/{id}`, { path: { id }, body: { ...(seen === null ? {} : { seen }), data } });
export const dropDraft = (id: string) => remove(`${drafts}/{id}`, { path: { id } });

/** What a ticket is about, as its row is called. */
export function rowOf({ kind, id }: Pick<SearchHit, 'kind' | 'id'>): string | null {
  const word = { place: 'place', facility: 'facility', servicePoint: 'point', team: null }[kind];
  return word === null ? null : `${word}:${id}`;
}

export const sectionsInOrder = ['received', 'dispatched', 'underway', 'answered'] as const;
export type Section = (typeof sectionsInOrder)[number];

/** The section in which somebody looks for it; null: it is nobody's to do. */
export function sectionOf(stage: TicketStage): Section | null {
  if (stage === 'signedFor' || stage === 'underway' || stage === 'suspended') return 'underway';
  return stage === 'linked' || stage === 'closed' ? null : stage;
}

/** The clock of these that runs out next. */
export function nextOf(
  { dues }: Pick<TicketView, 'dues'>,
  of: readonly TicketClock[] = clocks,
): { clock: TicketClock; due: number } | null {
  const running = of.flatMap((clock) => {
    const due = dues[clock];
    return due ? [{ clock, due: Date.parse(due) }] : [];
  });
  return running.reduce<(typeof running)[number] | null>((a, b) => (a && a.due <= b.due ? a : b), null);
}
