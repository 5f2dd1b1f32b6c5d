import { send } from '../http/request';

/** Sets a password by the link's token; answers the name to sign in by. */
export async function setPassword(token: string, password: string): Promise<string> {
  const response = await send('/api/v1/invitation', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'zh-CN' },
    body: JSON.stringify({ token, password }),
  });
  return ((await response.json()) as { name: string }).name;
}
