import type { Ref } from 'vue';
import { useWaiting } from '../alerts/waiting';
import type { Permission } from '../http/api';

interface Section {
  to: string;
  word: string;
  any: readonly Permission[];
  also?: string;
  /** What waits there, read while the bar is shown; null: not known. */
  count?: () => Readonly<Ref<number | null>>;
}

/** The pages of work, in the order of the bar: people and what they do first. Shown to whoever holds one of the permissions; the server decides. */
export const sections: readonly Section[] = [
  { to: '/alerts', word: 'frame.alerts', any: ['read'], count: useWaiting },
  { to: '/streets', word: 'frame.streets', any: ['coordinate', 'supervise'] },
  { to: '/leader', word: 'frame.leader', any: ['supervise'], also: '/brief' },
  { to: '/supervisions', word: 'frame.supervision', any: ['read'], also: '/coordinations' },
  { to: '/acceptance', word: 'frame.acceptance', any: ['read'], also: '/lines' },
  { to: '/plan', word: 'frame.plan', any: ['read'] },
  { to: '/service-points', word: 'frame.points', any: ['read'], also: '/living-circles' },
  { to: '/duties', word: 'frame.duties', any: ['read'] },
  { to: '/imports', word: 'frame.imports', any: ['keep', 'arrange', 'plan'] },
  { to: '/people', word: 'frame.people', any: ['administer', 'invite'] },
  { to: '/team', word: 'frame.team', any: ['invite'] },
  { to: '/subjects', word: 'frame.subjects', any: ['reveal', 'erase', 'audit'] },
  { to: '/delivery', word: 'frame.delivery', any: ['administer'] },
  { to: '/screens', word: 'frame.screens', any: ['mount'] },
  { to: '/audit', word: 'frame.audit', any: ['audit'] },
  { to: '/rights', word: 'frame.rights', any: ['administer', 'audit'] },
];
