import type { Permission } from '../http/api';
import { check, close, reply, sign, withdraw, type Order } from './supervisions';

export type Deed = 'sign' | 'reply' | 'pass' | 'sendBack' | 'close' | 'withdraw';

const permissions: Record<Deed, Permission> = {
  sign: 'answer',
  reply: 'answer',
  pass: 'verify',
  sendBack: 'verify',
  close: 'supervise',
  withdraw: 'supervise',
};

const at: Partial<Record<Order['stage'], readonly Deed[]>> = {
  issued: ['sign'],
  underway: ['reply'],
  sentBack: ['reply'],
  replied: ['pass', 'sendBack'],
  passed: ['close'],
};

/** What may be done now, the next step first; the silo decides. */
export function deedsOf(
  { stage, issue }: Order,
  may: (of: Permission) => boolean,
  account: string | undefined,
): Deed[] {
  if (stage === 'closed' || stage === 'withdrawn') return [];
  const all: Deed[] = [...(at[stage] ?? []), 'withdraw'];
  return all.filter((deed) => may(permissions[deed]) && (deed !== 'close' || issue.by === `account:${account}`));
}

/** The key that begins it. */
export const keyOf: Readonly<Record<Deed, string>> = {
  sign: 'S',
  reply: 'R',
  pass: 'P',
  sendBack: 'B',
  close: 'C',
  withdraw: 'W',
};

/** Why whoever looks has nothing to do though somebody has; null: they have, or nobody has. */
export function reasonFor(
  { stage, issue }: Order,
  may: (of: Permission) => boolean,
  account: string | undefined,
): 'answer' | 'verify' | 'issuer' | null {
  if (stage === 'closed' || stage === 'withdrawn') return null;
  if (stage === 'passed') return issue.by === `account:${account}` ? null : 'issuer';
  if (stage === 'replied') return may('verify') ? null : 'verify';
  return may('answer') ? null : 'answer';
}

/** What has to be said with it. */
export const needsText = (deed: Deed) => deed === 'reply' || deed === 'sendBack' || deed === 'withdraw';

export const fieldOf = (deed: Deed) => (deed === 'reply' ? 'text' : deed === 'close' ? 'note' : 'reason');

export const tell = (id: string, deed: Deed, text: string, files: readonly File[]): Promise<unknown> => {
  switch (deed) {
    case 'sign':
      return sign(id);
    case 'reply':
      return reply(id, text, files);
    case 'pass':
      return check(id, true, text);
    case 'sendBack':
      return check(id, false, text);
    case 'close':
      return close(id, text);
    case 'withdraw':
      return withdraw(id, text);
  }
};
