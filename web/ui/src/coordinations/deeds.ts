import type { Permission } from '../http/api';
import { answer, giveBack, settle, take, type Matter } from './coordinations';

export type Deed = 'take' | 'answer' | 'return' | 'settle';

const permissions: Record<Deed, Permission> = {
  take: 'answer',
  answer: 'answer',
  return: 'coordinate',
  settle: 'coordinate',
};

const at: Record<Matter['stage'], readonly Deed[]> = {
  raised: ['take', 'settle'],
  taken: ['answer', 'settle'],
  returned: ['answer', 'settle'],
  answered: ['settle', 'return'],
  settled: [],
};

interface Grant {
  place?: string;
  line?: string;
}

/** What may be done now, the next step first: by the lead unit that is asked, and by the street that asks; the silo decides. */
export const deedsOf = (
  { stage, matter }: Matter,
  may: (of: Permission) => boolean,
  grants: readonly Grant[],
): Deed[] => {
  const leads = grants.some(({ place, line }) => line === matter.lead || (place === undefined && line === undefined));
  return at[stage].filter((deed) => may(permissions[deed]) && (permissions[deed] !== 'answer' || leads));
};

/** The key that begins it. */
export const keyOf: Readonly<Record<Deed, string>> = { take: 'T', answer: 'R', return: 'B', settle: 'C' };

export const needsText = (deed: Deed) => deed === 'answer' || deed === 'return';

export const fieldOf = (deed: Deed) => (deed === 'answer' ? 'text' : deed === 'return' ? 'reason' : 'note');

export const tell = (id: string, deed: Deed, text: string): Promise<unknown> => {
  switch (deed) {
    case 'take':
      return take(id);
    case 'answer':
      return answer(id, text);
    case 'return':
      return giveBack(id, text);
    case 'settle':
      return settle(id, text);
  }
};
