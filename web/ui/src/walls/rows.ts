import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Clock } from './clock';
import { RankingHold, type Ranked } from './ranking';

/** The rows of a ranked panel, held still for 30 s. `settled` changes when a new order may come in at once. */
export function useRows(
  size: number,
  wanted: Ref<Ranked[]>,
  exists: (id: string) => boolean,
  settled: Ref<unknown>,
  clock: Clock,
): ShallowRef<Ranked[]> {
  const rows = shallowRef<Ranked[]>([]);
  const hold = new RankingHold(size);
  let timer: number | undefined;

  const rank = () => {
    clock.cancel(timer);
    const next = hold.next(wanted.value, exists, clock.now());
    const changed =
      next.rows.length !== rows.value.length ||
      next.rows.some((row, i) => row.id !== rows.value[i]?.id || row.rank !== rows.value[i].rank);
    // The same rows are not handed on again, so that a changed figure paints its own row alone.
    if (changed) rows.value = next.rows;
    if (next.again !== null) timer = clock.after(next.again, rank);
  };

  watch(settled, () => {
    hold.release();
    rank();
  });
  watch(wanted, rank, { immediate: true });
  onScopeDispose(() => clock.cancel(timer));
  return rows;
}
