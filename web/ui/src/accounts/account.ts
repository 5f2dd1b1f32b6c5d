import { addressOf, post, put, read, remove } from '../http/request';

export type {
  AuthenticatorView as Authenticator,
  OwnAccountView as OwnAccount,
  OwnGrant,
  PasskeyView as Passkey,
  SessionItem as OwnSession,
} from '../http/api';

const path = '/api/v1/account';

export const readAccount = () => read(path);

export const readSessions = async () => (await read(`${path}/sessions`)).items;

export const confirmPassword = (password: string) => post(`${path}/confirmation`, { body: { password } });

export const changePassword = (password: string, newPassword: string) =>
  post(`${path}/password`, { body: { password, newPassword } });

export const beginAuthenticator = () => post(`${path}/authenticator`);

export const confirmAuthenticator = async (code: string) =>
  (await post(`${path}/authenticator/confirmation`, { body: { code } })).recoveryCodes;

export const removeAuthenticator = (password: string) => post(`${path}/authenticator/removal`, { body: { password } });

export const renewRecoveryCodes = async () => (await post(`${path}/recovery-codes`)).recoveryCodes;

export const passkeyOptionsPath = `${path}/passkeys/options` as const;

/** `credential` is what the browser answered. */
export const addPasskey = (name: string, credential: unknown) =>
  post(`${path}/passkeys`, { body: { name, credential } });

export const renamePasskey = (id: string, name: string) =>
  put(`${path}/passkeys/{id}`, { path: { id }, body: { name } });

export const removePasskey = (id: string) => remove(`${path}/passkeys/{id}`, { path: { id } });

/** Where the browser goes to link an identity of another sign-in. */
export const linkPath = addressOf(`${path}/external/challenge`);

export const link = () => post(`${path}/external`);

export const unlink = () => remove(`${path}/external`);

export const endSession = (id: string) => remove(`${path}/sessions/{id}`, { path: { id } });

export const endOtherSessions = () => remove(`${path}/sessions`);
