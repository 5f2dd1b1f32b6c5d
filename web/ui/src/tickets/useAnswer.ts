import { computed, ref, type Ref } from 'vue';
import type { Call } from './draft';

/** What is being answered at once, of each call its own. */
export function useAnswer(call: Ref<Call>) {
  const of = new WeakMap<Call, Ref<string>>();
  const own = computed(() => {
    const known = of.get(call.value) ?? ref('');
    of.set(call.value, known);
    return known;
  });
  return computed({ get: () => own.value.value, set: (text) => (own.value.value = text) });
}
