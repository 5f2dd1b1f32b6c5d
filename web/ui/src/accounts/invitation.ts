import { post } from '../http/request';

/** Sets a password by the link's token; answers the name to sign in by. */
export const setPassword = async (token: string, password: string) =>
  (await post('/api/v1/invitation', { body: { token, password } })).name;
