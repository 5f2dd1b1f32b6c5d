import { read } from '../http/request';

export interface Words {
  zh: string;
  en: string;
}

export interface Endpoint {
  /** `*`: any. */
  method: string;
  path: string;
  needs: Words;
  isOpen: boolean;
  any: readonly string[];
  roles: readonly string[];
}

export interface Role {
  role: string;
  name: Words;
  within: Words;
  permissions: readonly string[];
}

export interface Rights {
  endpoints: readonly Endpoint[];
  roles: readonly Role[];
  permissions: readonly { permission: string; name: Words }[];
}

export const readRights = () => read<Rights>('/api/v1/rights');

/** What a person or a program asks for something by comes first, then what only shows pages. */
export function endpointsFor(endpoints: readonly Endpoint[], role: string | null): Endpoint[] {
  const shown = endpoints.filter((endpoint) => role === null || endpoint.roles.includes(role));
  const isApi = (endpoint: Endpoint) => (endpoint.path.startsWith('/api/') ? 0 : 1);
  return shown.sort((a, b) => isApi(a) - isApi(b));
}
