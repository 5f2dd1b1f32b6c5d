import type { rightsZh } from './words.zh';

export const rightsEn: typeof rightsZh = {
  title: 'Who may do what',
  intro:
    'Made from the endpoints of the program itself: who may call each. A role holds within its own scope alone; in a rehearsal whoever sits at this machine may read without signing in.',
  loading: 'Loading',
  failed: 'Could not be read; it is tried again',
  role: 'Role',
  allRoles: 'All roles',
  shown: '{n} endpoint | {n} endpoints',
  none: 'There is nothing it may call',
  endpoints: 'Endpoints',
  endpoint: 'Endpoint, and under it what it needs',
  may: 'may',
  mayNot: 'may not',
  roles: 'Roles, their scope and permissions',
  within: 'Scope',
  permissions: 'Permissions',
  noPermissions: 'its own matters alone',
  description: 'OpenAPI document',
};
