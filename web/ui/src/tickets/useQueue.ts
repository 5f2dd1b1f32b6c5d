import { computed, onScopeDispose, ref } from 'vue';
import { usePolled } from '../http/polled';
import { readQueue } from './tickets';

const every = 3_000;

/** The queue, read again and again; when it is not, how old it is in seconds. */
export function useQueue() {
  let readAt = Date.now();
  const age = ref(0);
  const queue = usePolled(
    async () => {
      const answer = await readQueue();
      readAt = Date.now();
      return answer;
    },
    () => every,
  );
  const timer = window.setInterval(() => (age.value = Math.round((Date.now() - readAt) / 1_000)), 1_000);
  onScopeDispose(() => window.clearInterval(timer));
  /** Of business time. */
  const now = computed(() => Date.parse(queue.value.value?.asOf ?? '') || 0);
  const versionOf = (id: string | null) => {
    const all = queue.value.value?.sections.flatMap(({ tickets }) => tickets) ?? [];
    return all.find(({ ticket }) => ticket.intake.id === id)?.ticket.version ?? null;
  };
  return { ...queue, age, now, versionOf };
}
