import type { Grant, ServiceRecordItem } from '../http/api';
import { addressOf, command, post, read, readOrNone } from '../http/request';

export type {
  OwnService,
  ServiceMonth,
  ServiceRecordItem as RecordItem,
  ServiceRecordShown as RecordShown,
  ServiceRecordStage as Stage,
  ServiceRecordView as RecordView,
  VerificationShown as Verified,
} from '../http/api';

const path = '/api/v1/service-records';
const of = `${path}/{id}` as const;

export const readOwnService = (team: string) => read('/api/v1/volunteer-teams/{team}/own-service', { path: { team } });

export const readRecord = (id: string) => readOrNone(of, { path: { id } });

export const tablePath = (id: string, format: 'xlsx' | 'csv') =>
  addressOf(`${of}/table`, { path: { id }, query: { format } });

export const verify = (code: string) => post(`${path}/verification`, { body: { code } });

export const ask = (team: string, from: string, until: string) => command(path, { body: { team, from, until } });

export const issue = (id: string) => command(`${of}/issue`, { path: { id }, body: {} });

export const decline = (id: string, reason: string) => command(`${of}/refusal`, { path: { id }, body: { reason } });

export const revoke = (id: string, reason: string) => command(`${of}/revocation`, { path: { id }, body: { reason } });

/** Behind the # no server sees the code, and no log has it. */
export const verifyAddress = (code: string) => `${location.origin}/verify#${code}`;

interface Scope {
  place: string | null;
  team: string | null;
}

/** Where somebody may issue, by what was granted to them: a street its teams, a leader theirs. */
export function issuingScopes(grants: readonly Grant[]): Scope[] {
  const scopes = grants
    .filter(({ role }) => role === 'street' || role === 'teamLeader')
    .map(({ place, team }) => ({ place: place ?? null, team: team ?? null }));
  return scopes.filter((one, at) => scopes.findIndex((o) => o.place === one.place && o.team === one.team) === at);
}

const rank = { asked: 0, issued: 1, revoked: 2, declined: 2 };

/** What waits first, longest first; then the newest. */
export function inOrder(items: readonly ServiceRecordItem[]): ServiceRecordItem[] {
  const at = ({ record }: ServiceRecordItem) => Date.parse(record.ask.at);
  const waits = ({ record }: ServiceRecordItem) => rank[record.stage] === 0;
  return [...items].sort((a, b) => Number(waits(b)) - Number(waits(a)) || (waits(a) ? at(a) - at(b) : at(b) - at(a)));
}

/** Of every scope what waits, and the newest of the rest. */
export async function readRecords(grants: readonly Grant[]): Promise<ServiceRecordItem[]> {
  const pages = await Promise.all(
    issuingScopes(grants).flatMap((scope) => [
      read(path, { query: { ...scope, waiting: true, limit: 200 } }),
      read(path, { query: { ...scope, limit: 100 } }),
    ]),
  );
  const found = new Map(pages.flatMap(({ items }) => items).map((item) => [item.record.matter.id, item]));
  return inOrder([...found.values()]);
}

/** 1.5, of ninety minutes; two decimals where they are needed. */
export const hours = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100);

/** 2013 年 11 月, of its first day. */
export const monthWord = (month: string, locale: string) =>
  locale === 'en' ? month.slice(0, 7) : `${month.slice(0, 4)} 年 ${Number(month.slice(5, 7))} 月`;
