import type { EndpointView, Role } from '../http/api';
import { read } from '../http/request';

export type { RightsView as Rights, RoleRights as Role, Words } from '../http/api';
export type Endpoint = EndpointView;

export const readRights = () => read('/api/v1/rights');

/** What a person or a program asks for something by comes first, then what only shows pages. */
export function endpointsFor(endpoints: readonly Endpoint[], role: Role | null): Endpoint[] {
  const shown = endpoints.filter((endpoint) => role === null || endpoint.roles.includes(role));
  const isApi = (endpoint: Endpoint) => (endpoint.path.startsWith('/api/') ? 0 : 1);
  return shown.sort((a, b) => isApi(a) - isApi(b));
}
