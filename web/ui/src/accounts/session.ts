import { shallowRef } from 'vue';
import type { Permission, SessionView } from '../http/api';
import { addressOf, post, read, remove } from '../http/request';

export type { DemonstrationAccount as Demonstration, SessionView as Session } from '../http/api';

const path = '/api/v1/session';

/** Who is signed in, as far as this page has asked; null: not asked yet. What may be done the server decides. */
export const session = shallowRef<SessionView | null>(null);

/** Whether to offer it: to a visitor who sits at the machine as to whoever holds the permission. The server decides. */
export const isOffered = (permission: Permission) =>
  !session.value?.account || session.value.permissions.includes(permission);

export async function readSession(): Promise<SessionView> {
  session.value = await read(path);
  return session.value;
}

export const readDemonstrations = async () => (await read(`${path}/demonstration`)).items;

export async function signIn(name: string, password: string, code: string | null): Promise<void> {
  session.value = await post(path, { body: { name, password, ...(code ? { code } : {}) } });
}

export async function signOut(): Promise<void> {
  await remove(path);
  session.value = null;
}

/** By a passkey that the browser chose; `credential` is what it answered. */
export async function signInByPasskey(credential: unknown): Promise<void> {
  session.value = await post(`${path}/passkey`, { body: { credential } });
}

/** How another sign-in is called; null: there is none. */
export const readExternal = async () => (await read(`${path}/external`)).displayName ?? null;

/** Where the browser goes to sign in elsewhere, to come back to this page. */
export const externalPath = (to: string) => addressOf(`${path}/external/challenge`, { query: { to } });

/** By the identity that the browser has come back with. */
export async function signInByExternal(code: string | null): Promise<void> {
  session.value = await post(`${path}/external`, { body: code ? { code } : {} });
}

export const passkeyOptionsPath = `${path}/passkey/options` as const;

export const openFirst = (token: string, name: string, displayName: string, password: string) =>
  post('/api/v1/first-administrator', { body: { token, name, displayName, password } });
