import type { FieldGroup, Permission, VerifiedBy } from '../http/api';
import { command } from '../http/request';
import { hangsStill, way, type Point } from './points';

/** What is done about a point by a few answers; a correction and the office record have forms of their own. */
export type Deed =
  | 'file'
  | 'return'
  | 'register'
  | 'agree'
  | 'renew'
  | 'hangSign'
  | 'supervise'
  | 'disqualify'
  | 'endReview'
  | 'takeDown'
  | 'move'
  | 'pause'
  | 'resume'
  | 'close'
  | 'verify';
export type AnyDeed = Deed | 'correct' | 'note' | 'mismatch';

export interface Answers {
  on: string;
  number: string;
  until: string;
  reason: string;
  complaint: string;
  to: string;
  group: FieldGroup;
  by: VerifiedBy;
}
export type Ask = keyof Answers;

/** What has to be told, in the order of a form. */
export const asks: Record<Deed, readonly Ask[]> = {
  file: ['on'],
  return: ['reason'],
  register: ['number', 'on'],
  agree: ['number', 'on', 'until'],
  renew: ['number', 'on', 'until'],
  hangSign: ['number', 'on'],
  supervise: ['on'],
  disqualify: ['complaint', 'reason', 'on'],
  endReview: ['reason'],
  takeDown: ['on'],
  move: ['to', 'reason'],
  pause: ['reason', 'until'],
  resume: [],
  close: ['reason', 'on'],
  verify: ['group', 'by', 'on'],
};

/** For good, or hard to take back. */
export const isGrave = (deed: AnyDeed) => deed === 'close' || deed === 'disqualify';

const permissions: Partial<Record<AnyDeed, Permission>> = {
  return: 'register',
  register: 'register',
  disqualify: 'register',
  endReview: 'register',
  verify: 'report',
  mismatch: 'report',
};
const permissionOf = (deed: AnyDeed): Permission => permissions[deed] ?? 'keep';

/** What comes next on the way of a shop, and what else may be done; null: nothing. */
export function deedsOf(point: Point, may: (permission: Permission) => boolean): { next: Deed[]; others: AnyDeed[] } {
  const mine = <T extends AnyDeed>(all: T[]) => all.filter((deed) => may(permissionOf(deed)));
  if (point.state === 'closed' || point.state === 'disqualified')
    return { next: hangsStill(point) ? mine<Deed>(['takeDown']) : [], others: [] };
  const { office } = point;
  const at = office?.isRegistered ? way.indexOf(office.registration) : -1;
  const steps: Deed[][] = [['file'], ['register', 'return'], ['agree'], ['hangSign'], ['supervise'], []];
  const renewal: Deed[] = office?.agreementEnded ? ['renew'] : [];
  // Whoever may correct need not report.
  const reports: AnyDeed[] = may('keep') ? [] : ['mismatch'];
  const others: AnyDeed[] = [
    'verify',
    ...reports,
    'correct',
    'note',
    'move',
    point.state === 'paused' ? 'resume' : 'pause',
    'close',
  ];
  const reviewed: AnyDeed[] = (office?.reviews ?? []).length > 0 ? ['endReview'] : [];
  return {
    next: mine([...renewal, ...(steps[at] ?? [])]),
    others: mine(at >= 2 ? [...reviewed, ...others, 'disqualify'] : others),
  };
}

const of = '/api/v1/service-points/{id}';
const until = (value: string) => (value ? { until: value } : {});

export function tell({ id, listedAt }: Point, deed: Deed, a: Answers): Promise<unknown> {
  const path = { id };
  const { on, reason, number } = a;
  switch (deed) {
    case 'file':
      return command(`${of}/filing`, { path, body: { on } });
    case 'return':
      return command(`${of}/return`, { path, body: { reason } });
    case 'register':
      return command(`${of}/registration`, { path, body: { number, on } });
    case 'agree':
    case 'renew':
      return command(`${of}/agreement`, { path, body: { number, on, ...until(a.until) } });
    case 'hangSign':
      return command(`${of}/sign`, { path, body: { number, on } });
    case 'supervise':
      return command(`${of}/supervision`, { path, body: { on } });
    case 'disqualify':
      return command(`${of}/disqualification`, { path, body: { complaint: a.complaint, reason, on } });
    case 'endReview':
      return command(`${of}/review-end`, { path, body: { reason } });
    case 'takeDown':
      return command(`${of}/sign-removal`, { path, body: { on } });
    case 'move':
      return command(`${of}/move`, { path, body: { to: a.to, reason } });
    case 'pause':
      return command(`${of}/pause`, { path, body: { reason, ...until(a.until) } });
    case 'resume':
      return command(`${of}/resumption`, { path, body: {} });
    case 'close':
      return command(`${of}/closure`, { path, body: { reason, on } });
    case 'verify':
      return command(`${of}/verification`, { path, body: { group: a.group, by: a.by, on, seen: listedAt } });
  }
}
