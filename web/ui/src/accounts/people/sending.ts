import { ref } from 'vue';
import { Problem } from '../../http/request';
import { useLanguage } from '../../languages/language';

/** Sends one thing at a time, and keeps what the server says is wrong with it. */
export function useSending() {
  const { t } = useLanguage();
  const busy = ref(false);
  const faults = ref<string[]>([]);

  async function run(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    faults.value = [];
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) faults.value = [t('accounts.people.unreachable')];
      else if (error.faults.length === 0) faults.value = [error.message];
      else
        faults.value = error.faults.map(({ field, message }) => {
          const grant = /^grants\/(\d+)/.exec(field)?.[1];
          return grant === undefined ? message : t('accounts.people.fault', { n: Number(grant) + 1, message });
        });
    } finally {
      busy.value = false;
    }
  }

  return { busy, faults, run };
}
