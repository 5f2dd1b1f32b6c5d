import type { Ref } from 'vue';
import { useWaiting } from '../alerts/waiting';
import type { Permission } from '../http/api';
import { useReviewsWaiting } from '../service-points/reviews';

export interface Section {
  to: string;
  word: string;
  any: readonly Permission[];
  also?: string;
  /** Of the office: stands behind one button with its like. */
  isOffice?: true;
  /** What waits there, read while the bar is shown; null: not known. */
  count?: () => Readonly<Ref<number | null>>;
}

/** The pages of work, in the order of the bar: people and what they do first. Shown to whoever holds one of the permissions; the server decides. */
export const sections: readonly Section[] = [
  { to: '/hotline', word: 'frame.hotline', any: ['intake'] },
  { to: '/hotline/oversight', word: 'frame.oversight', any: ['oversee'] },
  { to: '/alerts', word: 'frame.alerts', any: ['read'], count: useWaiting },
  { to: '/streets', word: 'frame.streets', any: ['coordinate', 'supervise'] },
  { to: '/assigned-tickets', word: 'frame.assigned', any: ['answer'], also: '/hotline/rates' },
  { to: '/leader', word: 'frame.leader', any: ['supervise'], also: '/brief' },
  { to: '/supervisions', word: 'frame.supervision', any: ['read'], also: '/coordinations' },
  { to: '/acceptance', word: 'frame.acceptance', any: ['read'], also: '/lines' },
  { to: '/field/inspections', word: 'frame.inspections', any: ['verify'] },
  { to: '/volunteers', word: 'frame.volunteers', any: ['review', 'supervise'], isOffice: true },
  { to: '/service-records', word: 'frame.records', any: ['review'] },
  { to: '/plan', word: 'frame.plan', any: ['read'] },
  { to: '/service-points', word: 'frame.points', any: ['read'], also: '/living-circles', count: useReviewsWaiting },
  { to: '/duties', word: 'frame.duties', any: ['read'], isOffice: true },
  { to: '/hotline/city', word: 'frame.city', any: ['intake'], isOffice: true },
  { to: '/hotline/rates', word: 'frame.rates', any: ['supervise'], isOffice: true },
  { to: '/imports', word: 'frame.imports', any: ['keep', 'arrange', 'plan'], isOffice: true },
  { to: '/people', word: 'frame.people', any: ['administer', 'invite'], isOffice: true },
  { to: '/team', word: 'frame.team', any: ['invite'], isOffice: true },
  { to: '/subjects', word: 'frame.subjects', any: ['reveal', 'erase', 'audit'], isOffice: true },
  { to: '/delivery', word: 'frame.delivery', any: ['administer'], isOffice: true },
  { to: '/screens', word: 'frame.screens', any: ['mount'], isOffice: true },
  { to: '/audit', word: 'frame.audit', any: ['audit'], isOffice: true },
  { to: '/rights', word: 'frame.rights', any: ['administer', 'audit'], isOffice: true },
];
