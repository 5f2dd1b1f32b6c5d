import type { Permission } from '../http/api';

/** The pages of work, in the order of the bar. Shown to whoever holds one of the permissions; the server decides. */
export const sections: readonly { to: string; word: string; any: readonly Permission[] }[] = [
  { to: '/audit', word: 'frame.audit', any: ['audit'] },
  { to: '/duties', word: 'frame.duties', any: ['read'] },
  { to: '/people', word: 'frame.people', any: ['administer', 'invite'] },
  { to: '/plan', word: 'frame.plan', any: ['read'] },
  { to: '/rights', word: 'frame.rights', any: ['administer', 'audit'] },
  { to: '/screens', word: 'frame.screens', any: ['mount'] },
  { to: '/subjects', word: 'frame.subjects', any: ['reveal', 'erase', 'audit'] },
  { to: '/team', word: 'frame.team', any: ['invite'] },
];
