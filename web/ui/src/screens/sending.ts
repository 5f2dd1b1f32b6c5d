import { ref, type Ref } from 'vue';
import { Problem } from '../http/request';
import { useLanguage } from '../languages/language';

/** Sends a form's command, one at a time, and says in the server's words what is wrong. */
export function useSending(): {
  busy: Ref<boolean>;
  faults: Ref<string[]>;
  run: (command: () => Promise<unknown>) => Promise<boolean>;
} {
  const { t } = useLanguage();
  const busy = ref(false);
  const faults = ref<string[]>([]);
  const run = async (command: () => Promise<unknown>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    faults.value = [];
    try {
      await command();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) faults.value = [t('screens.unreachable')];
      else faults.value = error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.message];
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, faults, run };
}
