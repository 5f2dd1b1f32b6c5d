import { ref } from 'vue';
import { useLanguage } from '../languages/language';
import { shrink } from '../photos/shrink';
import { Full, most } from './entries';

/** Photos that somebody takes: made small and kept one after the other, before anything else. */
export function useTaking() {
  const { t } = useLanguage();
  const isPreparing = ref(false);
  /** Why the last one is not kept, in words; empty: it is. */
  const fault = ref('');

  /** Those that were chosen, and no more than there is room for. */
  async function take(input: HTMLInputElement, room: number, keepOne: (small: Blob) => Promise<void>): Promise<void> {
    const files = [...(input.files ?? [])].slice(0, room);
    if (files.length === 0) return;
    [isPreparing.value, fault.value] = [true, ''];
    try {
      for (const file of files) {
        const small = await shrink(file);
        if (typeof small === 'string') fault.value = t(`photos.${small}`);
        else await keepOne(small);
      }
    } catch (error) {
      const reason = error instanceof Full ? error.reason : 'device';
      fault.value = t(`outbox.full.${reason}`, { most: most.bytes / 1024 / 1024 });
    } finally {
      isPreparing.value = false;
      // The same one may be taken again.
      input.value = '';
    }
  }

  return { isPreparing, fault, take };
}
