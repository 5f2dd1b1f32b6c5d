import { onScopeDispose, ref } from 'vue';
import { usePolled } from '../../http/polled';
import { readLimits } from '../tickets';
import { readOversight } from './oversight';

const every = 10_000;

/** The board, read again and again; when it is not, how old it is in seconds. */
export function useOversight() {
  let readAt = Date.now();
  const age = ref(0);
  const polled = usePolled(
    async () => {
      const answer = await readOversight();
      [readAt, age.value] = [Date.now(), 0];
      return answer;
    },
    () => every,
  );
  const timer = window.setInterval(() => (age.value = Math.round((Date.now() - readAt) / 1_000)), 1_000);
  onScopeDispose(() => window.clearInterval(timer));

  /** What the hotline goes by changes with a plan alone. */
  const rules = usePolled(
    async () => (await readLimits({ kind: 'complaint', urgency: 'ordinary', category: 'none' })).rules,
    (answer) => (answer ? 600_000 : every),
  );
  return { ...polled, age, rules: rules.value };
}
