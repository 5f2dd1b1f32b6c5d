import { shallowRef } from 'vue';
import { read, send } from '../http/request';

export interface Session {
  /** Null: nobody is signed in. */
  account: string | null;
  name: string | null;
  displayName: string | null;
  permissions: string[];
  /** It may do nothing before a second factor is set up. */
  needsSecondFactor?: boolean;
}

export interface Demonstration {
  name: string;
  password: string;
  displayName: string;
  role: string;
}

const path = '/api/v1/session';

/** Who is signed in, as far as this page has asked; null: not asked yet. What may be done the server decides. */
export const session = shallowRef<Session | null>(null);

export async function readSession(): Promise<Session> {
  session.value = await read<Session>(path);
  return session.value;
}

export async function readDemonstrations(): Promise<Demonstration[]> {
  return (await read<{ items: Demonstration[] }>(`${path}/demonstration`)).items;
}

export async function signIn(name: string, password: string, code: string | null): Promise<void> {
  const response = await send(path, json({ name, password, ...(code ? { code } : {}) }));
  session.value = (await response.json()) as Session;
}

export async function signOut(): Promise<void> {
  await send(path, { method: 'DELETE' });
  session.value = null;
}

/** By a passkey that the browser chose; `credential` is what it answered. */
export async function signInByPasskey(credential: unknown): Promise<void> {
  const response = await send(`${path}/passkey`, json({ credential }));
  session.value = (await response.json()) as Session;
}

/** How another sign-in is called; null: there is none. */
export async function readExternal(): Promise<string | null> {
  return (await read<{ displayName?: string }>(`${path}/external`)).displayName ?? null;
}

/** Where the browser goes to sign in elsewhere, to come back to this page. */
export const externalPath = (to: string) => `${path}/external/challenge?to=${encodeURIComponent(to)}`;

/** By the identity that the browser has come back with. */
export async function signInByExternal(code: string | null): Promise<void> {
  const response = await send(`${path}/external`, json(code ? { code } : {}));
  session.value = (await response.json()) as Session;
}

export const passkeyOptionsPath = `${path}/passkey/options`;

export async function openFirst(token: string, name: string, displayName: string, password: string): Promise<void> {
  await send('/api/v1/first-administrator', json({ token, name, displayName, password }));
}

/** A request whose refusal comes in the language of the page. */
export function json(body?: object, method = 'POST'): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'zh-CN' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
