import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { Intake } from './useIntake';

/** Whether Esc was pressed once on the call in hand. Of another call, or after a click elsewhere, it is asked anew: none is given up unasked. */
export function useAsksTwice({ call }: Pick<Intake, 'call'>, opened: Ref<string | null>) {
  const asks = ref(false);
  watch([call, opened], () => (asks.value = false), { flush: 'sync' });
  function elsewhere(event: Event): void {
    if (!(event.target as HTMLElement | null)?.closest('[data-testid=discard]')) asks.value = false;
  }
  addEventListener('pointerdown', elsewhere, true);
  onScopeDispose(() => removeEventListener('pointerdown', elsewhere, true));
  return asks;
}
