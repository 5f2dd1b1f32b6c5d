import type { Session } from './session';

/** Where whoever has signed in begins, when the address names no page: at what their role has to do; null: nothing in particular. */
export function landingOf({ grants }: Pick<Session, 'grants'>): string | null {
  const of = (role: Session['grants'][number]['role']) => grants.filter((grant) => grant.role === role);
  if (of('leadership').length > 0) return '/leader';
  if (of('programme').length > 0) return null;
  if (of('operator').length > 0 || of('supervisor').length > 0) return '/hotline';
  const streets = new Set(of('street').flatMap(({ place }) => place ?? []));
  if (streets.size === 1) return `/streets/${[...streets].join('')}`;
  if (streets.size > 1) return '/streets';
  if (of('inspector').length > 0) return '/field/inspections';
  return of('community').length > 0 ? '/acceptance?list=report' : null;
}
