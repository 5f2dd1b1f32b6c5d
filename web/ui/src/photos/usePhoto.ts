import { onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../http/request';
import { Cancelled, sendFile } from '../http/sendFile';
import { useLanguage } from '../languages/language';
import { shrink } from './shrink';

/** A photo on its way to its point, one at a time. */
export function usePhoto() {
  const { t } = useLanguage();
  /** How much of it is sent, 0 to 1; null: nothing is on its way. */
  const sent = ref<number | null>(null);
  const isPreparing = ref(false);
  const faults = shallowRef<string[]>([]);
  const wasCancelled = ref(false);
  let way: AbortController | null = null;
  onScopeDispose(() => way?.abort());

  /** Whether it is shown now. */
  async function send(id: string, file: File): Promise<boolean> {
    if (sent.value !== null) return false;
    const own = new AbortController();
    [way, faults.value, wasCancelled.value, sent.value, isPreparing.value] = [own, [], false, 0, true];
    try {
      const small = await shrink(file);
      isPreparing.value = false;
      if (typeof small === 'string') {
        faults.value = [t(`photos.${small}`)];
        return false;
      }
      await sendFile('/api/v1/service-points/{id}/photo', { path: { id } }, small, {
        progress: (part) => (sent.value = part),
        signal: own.signal,
      });
      return true;
    } catch (error) {
      if (error instanceof Cancelled) wasCancelled.value = true;
      else faults.value = faultsOf(error);
      return false;
    } finally {
      [way, sent.value, isPreparing.value] = [null, null, false];
    }
  }

  function faultsOf(error: unknown): string[] {
    if (!(error instanceof Problem)) return [t('points.deed.unreachable')];
    return error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.detail ?? error.message];
  }

  return { sent, isPreparing, faults, wasCancelled, send, cancel: () => way?.abort() };
}
