import { computed, ref, type Ref } from 'vue';
import type { Listed } from './alerts';
import { useAlertWords } from './alertWords';
import type { Desk } from './desk';
import { streetOf, type Group } from './grouping';

/** What of the list holds the words that are looked for, in its target, unit, street, or who leads. */
export function useFound(groups: Ref<Group[]>, rows: Ref<ReadonlyMap<string, Listed>>, desk: () => Desk | null) {
  const text = ref('');
  const { whole, leadOf, placeName } = useAlertWords(() => desk() ?? { today: '', places: [], lines: [] });

  function holds(id: string, word: string): boolean {
    const alert = rows.value.get(id)?.alert;
    if (!alert) return false;
    const lead = leadOf(alert);
    const street = placeName(streetOf(desk()?.places ?? [], alert.key.unit));
    return [whole(alert), street, lead?.name, lead?.person].some((one) => one?.toLowerCase().includes(word));
  }
  const shown = computed(() => {
    const word = text.value.trim().toLowerCase();
    if (word === '') return groups.value;
    return groups.value
      .map(({ street, ids }) => ({ street, ids: ids.filter((id) => holds(id, word)) }))
      .filter(({ ids }) => ids.length > 0);
  });
  return { text, shown };
}
