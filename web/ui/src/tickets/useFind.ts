import { ref, shallowRef } from 'vue';
import { useTelling } from '../service-points/telling';
import { findTickets, type Wanted } from './finding';
import type { Item } from './tickets';

/** Looks for tickets; what was found stays until the next answer. */
export function useFind() {
  const found = shallowRef<Item[] | null>(null);
  const waits = ref(false);
  const telling = useTelling();

  /** Whether anything was found. */
  async function look(wanted: Wanted): Promise<boolean> {
    waits.value = true;
    let answer: Item[] = [];
    const isDone = await telling.run(async () => {
      answer = await findTickets(wanted);
    });
    [found.value, waits.value] = [isDone ? answer : null, false];
    return answer.length > 0;
  }
  return { found, waits, look, ...telling };
}
