import type { AnsweredBy } from '../http/api';
import { command, read } from '../http/request';

export type {
  AnsweredBy,
  AnsweringView as Answering,
  DutyKind,
  DutyView as Duty,
  HandOverView as HandOver,
  HolderView as Holder,
  OwnDutiesView as OwnDuties,
  PlaceRosterView as PlaceRoster,
  PostView as Post,
  RostersView as Rosters,
} from '../http/api';

const path = '/api/v1/duties';
const of = `${path}/{place}` as const;

export const readRosters = (place: string | null, line: string | null, day: string | null) =>
  read(path, { query: { place, line, day } });

export const readOwn = () => read(`${path}/mine`);

export const readAnswering = (place: string, line: string | null) =>
  read(`${path}/answering`, { query: { place, line } });

export const readCandidates = (place: string, line: string | null, day: string, q: string) =>
  read(`${path}/candidates`, { query: { place, line, day, q } });

export const readGrants = async () => (await read('/api/v1/session')).grants ?? [];

/** What is not known is left out. */
const given = <N extends string>(name: N, value: string | null) =>
  value ? ({ [name]: value } as Record<N, string>) : {};

export const assign = (place: string, line: string | null, holder: string, from: string, until: string) =>
  command(`${of}/assignment`, {
    path: { place },
    body: { ...given('line', line), holder, from, ...given('until', until) },
  });

export const standIn = (place: string, line: string | null, holder: string, from: string, until: string) =>
  command(`${of}/stand-in`, { path: { place }, body: { ...given('line', line), holder, from, until } });

export const end = (place: string, number: number, on: string) =>
  command(`${of}/end`, { path: { place }, body: { number, on } });

export const handOver = (place: string, duties: number[], to: string, on: string, note: string) =>
  command(`${of}/hand-over`, { path: { place }, body: { duties, to, on, ...given('note', note.trim()) } });

export const accept = (place: string, number: number, by: AnsweredBy) =>
  command(`${of}/hand-over/acceptance`, { path: { place }, body: { handOver: number, by } });

export const decline = (place: string, number: number, by: AnsweredBy, reason: string) =>
  command(`${of}/hand-over/dismissal`, { path: { place }, body: { handOver: number, by, reason } });

/** Whether nobody nearer answers than whoever does for the district as a whole. */
export function isWhole({ path }: Pick<Awaited<ReturnType<typeof readAnswering>>, 'path'>): boolean {
  const last = path.at(-1);
  return last?.place.kind === 'district' && last.line === undefined;
}
