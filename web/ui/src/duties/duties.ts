import { command, read } from '../http/request';
import type { PlaceLink } from '../walls/frame';
import type { Grant } from './reach';

export interface Holder {
  account: string;
  /** As colleagues know them; without: the account has no person any more. */
  name?: string;
}

export type DutyKind = 'lead' | 'standIn';

export interface Duty {
  number: number;
  /** Without: the place as a whole. */
  line?: string;
  kind: DutyKind;
  holder: Holder;
  /** First day. */
  from: string;
  /** Last day; without: until it is ended. */
  until?: string;
}

export interface Post {
  line?: string;
  /** Without: 未录责任人. */
  lead?: Duty;
  standIn?: Duty;
  nextChange?: string;
  upcoming: Duty[];
}

export interface HandOver {
  number: number;
  from: Holder;
  to: Holder;
  /** First day of the receiver. */
  on: string;
  note?: string;
  duties: Duty[];
}

export interface PlaceRoster {
  place: PlaceLink;
  parent?: string;
  posts: Post[];
  open: HandOver[];
  /** Lines that the plan leaves out there. */
  leftOut: string[];
}

export interface Rosters {
  /** The business date. */
  today: string;
  day: string;
  /** The place's own first, then those right under it. */
  rosters: PlaceRoster[];
  /** There are more places under it. */
  truncated: boolean;
  mayAppoint: boolean;
}

export interface OwnDuties {
  today: string;
  items: { place: PlaceLink; duty: Duty }[];
  waiting: { place: PlaceLink; handOver: HandOver }[];
}

export interface Answering {
  /** Without: nobody does, up to the district. */
  duty?: Duty;
  /** Whom it was asked of; the last one answers. */
  path: { place: PlaceLink; line?: string; duty?: Duty }[];
}

const path = '/api/v1/duties';

const query = (words: Record<string, string | null | undefined>) => {
  const given = Object.entries(words).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
};

export const readRosters = (place: string | null, line: string | null, day: string | null) =>
  read<Rosters>(path + query({ place, line, day }));

export const readOwn = () => read<OwnDuties>(`${path}/mine`);

export const readAnswering = (place: string, line: string | null) =>
  read<Answering>(`${path}/answering${query({ place, line })}`);

export const readCandidates = (place: string, line: string | null, day: string, q: string) =>
  read<{ items: Holder[]; truncated: boolean }>(`${path}/candidates${query({ place, line, day, q })}`);

export const readGrants = async () => (await read<{ grants?: Grant[] }>('/api/v1/session')).grants ?? [];

const at = (place: string, what: string) => `${path}/${encodeURIComponent(place)}/${what}`;
/** What is not known is left out. */
const given = (value: string | null) => (value ? value : undefined);

export const assign = (place: string, line: string | null, holder: string, from: string, until: string) =>
  command(at(place, 'assignment'), { line: given(line), holder, from, until: given(until) });

export const standIn = (place: string, line: string | null, holder: string, from: string, until: string) =>
  command(at(place, 'stand-in'), { line: given(line), holder, from, until });

export const end = (place: string, number: number, on: string) => command(at(place, 'end'), { number, on });

export const handOver = (place: string, duties: number[], to: string, on: string, note: string) =>
  command(at(place, 'hand-over'), { duties, to, on, note: given(note.trim()) });

export type AnsweredBy = 'receiver' | 'appointer';

export const accept = (place: string, number: number, by: AnsweredBy) =>
  command(at(place, 'hand-over/acceptance'), { handOver: number, by });

export const decline = (place: string, number: number, by: AnsweredBy, reason: string) =>
  command(at(place, 'hand-over/dismissal'), { handOver: number, by, reason });
