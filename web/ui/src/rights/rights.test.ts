import { describe, expect, it } from 'vitest';
import { endpointsFor, type Endpoint } from './rights';

const endpoint = (path: string, ...roles: Endpoint['roles']): Endpoint => ({
  method: 'GET',
  path,
  needs: { zh: '查阅', en: 'read' },
  isOpen: false,
  any: ['read'],
  roles,
});

describe('the endpoints of a role', () => {
  const all = [
    endpoint('/wall', 'street', 'auditor'),
    endpoint('/api/v1/plan', 'auditor'),
    endpoint('/api/v1/a', 'street'),
  ];
  const paths = (role: Endpoint['roles'][number] | null) => endpointsFor(all, role).map((one) => one.path);

  it('are all, the interface first, where no role is chosen', () => {
    expect(paths(null)).toEqual(['/api/v1/plan', '/api/v1/a', '/wall']);
  });

  it('are those that list it', () => {
    expect(paths('auditor')).toEqual(['/api/v1/plan', '/wall']);
    expect(paths('volunteer')).toEqual([]);
  });
});
