import { shallowRef } from 'vue';
import { read, send } from '../http/request';

export interface Session {
  /** Null: nobody is signed in. */
  account: string | null;
  name: string | null;
  displayName: string | null;
  permissions: string[];
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

export async function openFirst(token: string, name: string, displayName: string, password: string): Promise<void> {
  await send('/api/v1/first-administrator', json({ token, name, displayName, password }));
}

function json(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'zh-CN' },
    body: JSON.stringify(body),
  };
}
