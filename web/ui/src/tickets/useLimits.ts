import { watch } from 'vue';
import { usePolled } from '../http/polled';
import type { Call } from './draft';
import { readLimits } from './tickets';

/** What the hotline goes by, and by when each step would be done; asked anew as the choice changes, and as time passes. */
export function useLimits(of: () => Pick<Call, 'kind' | 'urgency' | 'category'>) {
  // Without a category the rules alone are answered; none is called so.
  const asked = () => ({ kind: of().kind, urgency: of().urgency, category: of().category || 'none' });
  const polled = usePolled(
    () => readLimits(asked()),
    (answer) => (answer ? 30_000 : 3_000),
  );
  watch(
    () => JSON.stringify(asked()),
    () => void polled.refresh(),
  );
  return polled;
}
