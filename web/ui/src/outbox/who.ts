import { computed, shallowRef } from 'vue';
import { session } from '../accounts/session';
import { kept, unkeep } from './kept';

/** Of the account for which this device readied its pages last. */
export const whoKey = 'inspections/who';

const last = shallowRef<string | null>(null);

/** Account of whoever uses this device: as the server said last, and before it has said anything as the device knows. Null: nobody. */
export const who = computed(() => (session.value ? (session.value.account ?? null) : last.value));

export async function recallWho(): Promise<void> {
  last.value = (await kept<string>(whoKey).catch(() => null))?.value ?? null;
}

/** Whoever used it leaves: what it shows without a network goes, and what was not sent stays. */
export async function forgetWho(): Promise<void> {
  last.value = null;
  for (const shown of ['inspections/', 'volunteering/']) await unkeep(shown).catch(() => undefined);
}
