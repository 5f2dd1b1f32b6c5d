import type { components } from '../http/api';
import { post, put, read, remove, send } from '../http/request';

type Schemas = components['schemas'];

export const kinds = ['caller', 'resident', 'volunteer'] as const;
export type Kind = Schemas['SubjectKind'];

export const fields = ['name', 'phone', 'address'] as const;
export type Field = Schemas['PersonalField'];

export const revealReasons = ['callBack', 'dispatch', 'identity', 'emergency', 'request'] as const;
export type RevealReason = Schemas['RevealReason'];

export const eraseReasons = ['request', 'mistake', 'rule'] as const;
export type EraseReason = Schemas['ErasureReason'];

export type Hold = Schemas['HoldView'];

/** 个人信息主体, as it is listed: masked by the server. */
export type Subject = Schemas['SubjectView'];

export type PersonalData = Schemas['Revealed'];
export type Draft = Schemas['SubjectDraft'];
export type Erasure = Schemas['ErasureItem'];
export type Rules = Schemas['SubjectState'];

const path = '/api/v1/subjects';

/** As many as one question may ask for. */
const most = 200;

export const readSubjects = (kind: Kind | null, after: string | null, atLeast = 0) =>
  read(path, {
    query: { ...(kind ? { kind } : {}), ...(after ? { after } : {}), limit: Math.min(most, Math.max(50, atLeast)) },
  });

/** By POST: no number is in an address, so none is in a log. */
export const findByPhone = async (phone: string) => (await post(`${path}/search`, { body: { phone } })).items;

/** Whether it is new; else the same phone was on record. */
export async function record(draft: Draft): Promise<boolean> {
  const body = Object.fromEntries(Object.entries(draft).filter(([, value]) => value)) as Draft;
  return (await send('post', path, { body })).status === 201;
}

export const reveal = (id: string, asked: readonly Field[], reason: RevealReason, note: string) =>
  post(`${path}/{id}/reveal`, { path: { id }, body: { fields: [...asked], reason, ...(note ? { note } : {}) } });

export const erase = (id: string, reason: EraseReason, note: string) =>
  post(`${path}/{id}/erase`, { path: { id }, body: { reason, ...(note ? { note } : {}) } });

export const hold = (id: string, until: string, reason: string) =>
  put(`${path}/{id}/hold`, { path: { id }, body: { until, reason } });

export const lift = (id: string) => remove(`${path}/{id}/hold`, { path: { id } });

export const readErasures = (after: string | null) =>
  read(`${path}/erasures`, { query: { ...(after ? { after } : {}), limit: 20 } });

export const readRules = () => read(`${path}/rules`);

/** The least that will do for most: the phone, else what there is. */
export function firstAsked(subject: Subject): Field[] {
  const first = (['phone', 'name', 'address'] as const).find((field) => subject[field]);
  return first ? [first] : [];
}

/** Reasons that do not speak for themselves. */
export const needsNote = (reason: RevealReason | '') => reason === 'emergency' || reason === 'request';

/** What its day of erasure is on a day: a hold puts it off. */
export function standing(subject: Subject, today: string): 'held' | 'passed' | 'soon' | 'later' {
  if (subject.hold && subject.hold.until >= today) return 'held';
  if (subject.due <= today) return 'passed';
  return Date.parse(subject.due) - Date.parse(today) <= 30 * 86_400_000 ? 'soon' : 'later';
}
