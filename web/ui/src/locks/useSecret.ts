import { onScopeDispose, ref } from 'vue';
import { useLanguage } from '../languages/language';
import { longest, shortest, type Tried } from './lock';

/** One form that asks for a password of the device: what was wrong with the last try, in words, and how long the next one waits. */
export function useSecret() {
  const { t } = useLanguage();
  const busy = ref(false);
  const fault = ref('');
  let timer: number | undefined;

  function count(until: number): void {
    window.clearInterval(timer);
    const show = () => {
      const left = Math.ceil((until - Date.now()) / 1_000);
      fault.value = left > 0 ? t('locks.wait', { n: left }) : '';
      if (left <= 0) window.clearInterval(timer);
    };
    show();
    timer = window.setInterval(show, 1_000);
  }
  onScopeDispose(() => window.clearInterval(timer));

  /** Whether it was done. */
  async function attempt(work: () => Promise<Tried>): Promise<boolean> {
    if (busy.value) return false;
    [busy.value, fault.value] = [true, ''];
    window.clearInterval(timer);
    try {
      const tried = await work();
      if (tried === 'wrong') fault.value = t('locks.wrong');
      else if (typeof tried === 'object') count(Date.now() + tried.wait);
      return tried === 'open';
    } catch {
      fault.value = t('locks.failed');
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Of a new one, typed twice. */
  function isGood(secret: string, again: string): boolean {
    if (secret.length < shortest || secret.length > longest) fault.value = t('locks.tooShort', { n: shortest });
    else fault.value = secret === again ? '' : t('locks.different');
    return fault.value === '';
  }

  return { busy, fault, attempt, isGood };
}
