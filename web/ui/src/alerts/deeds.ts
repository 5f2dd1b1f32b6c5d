import { close, endSilence, handlingOf, sayHow, silence, type Alert } from './alerts';
import type { Permission } from '../http/api';

/** What is done about one alert by a few words; a promise has a form of its own. */
export type Deed = 'plan' | 'silence' | 'endSilence' | 'close';
export type AnyDeed = Deed | 'acknowledge';

/** 特急超时 of a ticket that the hotline itself has: of the district and of no line, so its supervisor answers for it. */
export const isHotlines = ({ key: { rule, line }, fired }: Pick<Alert, 'key' | 'fired'>): boolean =>
  rule === 'lifeSafety' && line === undefined && fired[0]?.rung === 'leadUnit';

/** Who promises, and says how. */
export const answersFor = (alert: Pick<Alert, 'key' | 'fired'>): Permission =>
  isHotlines(alert) ? 'oversee' : 'answer';

const permissions: Record<Exclude<AnyDeed, 'acknowledge' | 'plan'>, Permission> = {
  silence: 'arrange',
  endSilence: 'arrange',
  close: 'plan',
};

/** What may be done about it now, the first of them first; the silo decides. */
export function deedsOf(alert: Alert, may: (permission: Permission) => boolean): AnyDeed[] {
  if (alert.ended !== undefined) return [];
  const isMet = handlingOf(alert) === 'met';
  const all: AnyDeed[] = [
    ...(isMet ? [] : (['acknowledge'] as const)),
    ...(alert.promise !== undefined && !isMet ? (['plan'] as const) : []),
    alert.silence === undefined ? 'silence' : 'endSilence',
    'close',
  ];
  return all.filter((deed) => may(deed === 'acknowledge' || deed === 'plan' ? answersFor(alert) : permissions[deed]));
}

export interface Answers {
  until: string;
  /** A reason, or the plan. */
  text: string;
}

export const tellDeed = (id: string, deed: Deed, { until, text }: Answers): Promise<unknown> => {
  switch (deed) {
    case 'plan':
      return sayHow(id, text);
    case 'silence':
      return silence(id, until, text);
    case 'endSilence':
      return endSilence(id);
    case 'close':
      return close(id, text);
  }
};
