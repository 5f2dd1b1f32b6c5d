import { ref } from 'vue';
import { Problem } from '../http/request';
import { useLanguage } from '../languages/language';
import { isDeclined } from './passkeys';
import { Cancelled } from './stepUp';

/** What a button does: busy while it goes on, and afterwards what was wrong with it, in the server's words. */
export function useAction() {
  const { t } = useLanguage();
  const busy = ref(false);
  const faults = ref<string[]>([]);

  /** Whether it was done. */
  async function perform(action: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    faults.value = [];
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof Cancelled) return false;
      if (error instanceof Problem)
        faults.value = error.faults.length > 0 ? error.faults.map((fault) => fault.message) : [error.message];
      else faults.value = [t(isDeclined(error) ? 'accounts.own.declined' : 'accounts.unreachable')];
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, faults, perform };
}
