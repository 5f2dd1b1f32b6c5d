import { ref } from 'vue';
import { Problem } from '../http/request';
import { useLanguage } from '../languages/language';
import { draw, type Quarter } from './checks';

/** Has the samples of streets drawn, one after the other; what is refused of one stops none of the others. */
export function useDrawing(name: (street: string) => string) {
  const { t } = useLanguage();
  const done = ref(0);
  /** How many are under way; 0: none. */
  const of = ref(0);
  const faults = ref<string[]>([]);

  /** Returns how many were drawn. */
  async function drawAll(streets: readonly string[], quarter: Quarter): Promise<number> {
    [done.value, of.value, faults.value] = [0, streets.length, []];
    let drawn = 0;
    for (const street of streets) {
      try {
        await draw(street, quarter);
        drawn++;
      } catch (error) {
        const why =
          error instanceof Problem
            ? (error.faults[0]?.message ?? error.detail ?? error.message)
            : t('points.deed.unreachable');
        faults.value = [...faults.value, t('checks.refused', { street: name(street), why })];
      }
      done.value++;
    }
    of.value = 0;
    return drawn;
  }

  return { done, of, faults, drawAll };
}
