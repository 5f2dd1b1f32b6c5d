import { read, send } from '../http/request';
import { json } from './session';

export interface Passkey {
  /** Base64 for addresses. */
  id: string;
  name: string;
  createdAt: string;
  isSynced: boolean;
}

export interface OwnGrant {
  role: string;
  place?: string;
  line?: string;
  hasTeam: boolean;
  from: string;
  until?: string;
}

export interface OwnAccount {
  name: string;
  displayName: string;
  grants: OwnGrant[];
  needsSecondFactor: boolean;
  hasAuthenticator: boolean;
  recoveryCodes: number;
  passkeys: Passkey[];
  /** Absent where there is no other sign-in. */
  external?: { displayName: string; isLinked: boolean };
}

export interface OwnSession {
  id: string;
  began: string;
  seen: string;
  address?: string;
  agent?: string;
  isThis: boolean;
}

export interface Authenticator {
  key: string;
  uri: string;
  code: { size: number; path: string };
}

const path = '/api/v1/account';

export const readAccount = () => read<OwnAccount>(path);

export const readSessions = async () => (await read<{ items: OwnSession[] }>(`${path}/sessions`)).items;

export const confirmPassword = (password: string) => send(`${path}/confirmation`, json({ password }));

export const changePassword = (password: string, newPassword: string) =>
  send(`${path}/password`, json({ password, newPassword }));

export async function beginAuthenticator(): Promise<Authenticator> {
  return (await (await send(`${path}/authenticator`, json({}))).json()) as Authenticator;
}

export const confirmAuthenticator = (code: string) => codes(`${path}/authenticator/confirmation`, { code });

export const removeAuthenticator = (password: string) => send(`${path}/authenticator/removal`, json({ password }));

export const renewRecoveryCodes = () => codes(`${path}/recovery-codes`, {});

export const renamePasskey = (id: string, name: string) => send(`${path}/passkeys/${id}`, json({ name }, 'PUT'));

export const removePasskey = (id: string) => send(`${path}/passkeys/${id}`, json(undefined, 'DELETE'));

export const passkeysPath = `${path}/passkeys`;

/** Where the browser goes to link an identity of another sign-in. */
export const linkPath = `${path}/external/challenge`;

export const link = () => send(`${path}/external`, json({}));

export const unlink = () => send(`${path}/external`, json(undefined, 'DELETE'));

export const endSession = (id: string) => send(`${path}/sessions/${id}`, json(undefined, 'DELETE'));

export const endOtherSessions = () => send(`${path}/sessions`, json(undefined, 'DELETE'));

async function codes(where: string, body: object): Promise<string[]> {
  return ((await (await send(where, json(body))).json()) as { recoveryCodes: string[] }).recoveryCodes;
}
