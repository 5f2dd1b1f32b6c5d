import type { Grant } from '../../http/api';
import { command, read, remove } from '../../http/request';

export type {
  Grant,
  Holder,
  InvitationLink as Invitation,
  MadeKey,
  PeoplePage as Page,
  PersonView as Person,
  Role,
  Scope,
  ServiceKeyView as Key,
} from '../../http/api';

const one = '/api/v1/people/{id}';

export const readPeople = (q: string, role: Grant['role'] | '', after?: string) =>
  read('/api/v1/people', { query: { limit: 50, q, role: role === '' ? null : role, after } });

export const readPerson = (id: string) => read(one, { path: { id } });

export const openPerson = (name: string, displayName: string, grants: Grant[]) =>
  command('/api/v1/people', { body: { name, displayName, grants } });

export const invite = (id: string) => command(`${one}/invitation`, { path: { id }, body: {} });

export const entitle = (id: string, grants: Grant[]) => command(`${one}/grants`, { path: { id }, body: { grants } });

export const disable = (id: string, reason: string) =>
  command(`${one}/disablement`, { path: { id }, body: { reason } });

export const enable = (id: string) => command(`${one}/enablement`, { path: { id }, body: {} });

export const endSessions = (id: string) => remove(`${one}/sessions`, { path: { id } });

export const forgetFactors = (id: string) => remove(`${one}/second-factors`, { path: { id } });

export const readKeys = async (id: string) => (await read(`${one}/keys`, { path: { id } })).items;

export const makeKey = (id: string, name: string, days: number) =>
  command(`${one}/keys`, { path: { id }, body: { name, days } });

export const revokeKey = (id: string, key: string) => remove(`${one}/keys/{key}`, { path: { id, key } });
