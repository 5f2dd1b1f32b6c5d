import { accountWords } from '../accounts/names';

type Say = (key: string, named?: Record<string, unknown>) => string;

/** Who acted, in words, where an account or a rehearsal's people did; others as they are written: `kind:id`. */
export function actorWords(actor: string, t: Say): string {
  if (actor === 'system:seeds') return t('evidence.actor.seeds');
  if (actor === 'system:timekeeper') return t('evidence.actor.timekeeper');
  const [, role, which] =
    /^rehearsal:(driver|visitor|programme-office|leadership|inspector|operator|supervisor|lead|street|community)(?:-(.+))?$/.exec(
      actor,
    ) ?? [];
  if (role === undefined) return accountWords(actor, t) ?? actor;
  const words = t(`evidence.actor.${role}`, { n: which ?? '' });
  return role === 'inspector' ? `${words} ${which}` : words;
}

/** An account that answers for something, in words; a rehearsal's people have none of their own. */
export function ownerWords(account: string, t: Say): string {
  return account.startsWith('rehearsal-')
    ? actorWords(account.replace('-', ':'), t)
    : (accountWords(`account:${account}`, t) ?? account);
}
