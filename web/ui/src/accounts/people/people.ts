import { command, commandFor, read, remove } from '../../http/request';

export type Holder = 'person' | 'device' | 'program';
export type Scope = 'district' | 'place' | 'line' | 'team' | 'any';

/** Days as `2013-09-26`; what is not limited is left out. */
export interface Grant {
  role: string;
  place?: string;
  line?: string;
  team?: string;
  from: string;
  until?: string;
}

export interface Person {
  id: string;
  name: string;
  displayName: string;
  holder: Holder;
  grants: Grant[];
  disabled?: string;
  hasPassword: boolean;
  hasAuthenticator: boolean;
  hasPasskey: boolean;
  seen?: string;
  sessions: number;
  invitedUntil?: string;
  keys: number;
}

export interface Page {
  items: Person[];
  next?: string;
}

/** Path and token, and when it ends. */
export interface Invitation {
  link: string;
  ends: string;
}

export interface Key {
  id: string;
  name: string;
  made: string;
  ends: string;
  used?: string;
}

export interface MadeKey {
  id: string;
  secret: string;
  ends: string;
}

const path = '/api/v1/people';
const of = (id: string) => `${path}/${encodeURIComponent(id)}`;

export function readPeople(text: string, role: string, after?: string): Promise<Page> {
  const query = new URLSearchParams({ limit: '50' });
  if (text) query.set('q', text);
  if (role) query.set('role', role);
  if (after) query.set('after', after);
  return read<Page>(`${path}?${query}`);
}

export const readPerson = (id: string) => read<Person>(of(id));

export const openPerson = (name: string, displayName: string, grants: readonly Grant[]) =>
  commandFor<{ id: string; invitation?: Invitation }>(path, { name, displayName, grants });

export const invite = (id: string) => commandFor<Invitation>(`${of(id)}/invitation`, {});

export const entitle = (id: string, grants: readonly Grant[]) => command(`${of(id)}/grants`, { grants });

export const disable = (id: string, reason: string) => command(`${of(id)}/disablement`, { reason });

export const enable = (id: string) => command(`${of(id)}/enablement`, {});

export const endSessions = (id: string) => remove(`${of(id)}/sessions`);

export const forgetFactors = (id: string) => remove(`${of(id)}/second-factors`);

export const readKeys = async (id: string) => (await read<{ items: Key[] }>(`${of(id)}/keys`)).items;

export const makeKey = (id: string, name: string, days: number) =>
  commandFor<MadeKey>(`${of(id)}/keys`, { name, days });

export const revokeKey = (id: string, key: string) => remove(`${of(id)}/keys/${encodeURIComponent(key)}`);
