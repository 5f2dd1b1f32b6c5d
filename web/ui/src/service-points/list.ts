import { onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../http/request';
import { pageSize, readPoints, type Listed, type Question } from './points';

/** A list that grows page by page. */
export function usePoints() {
  const items = shallowRef<Listed[] | null>(null);
  const next = ref<string | null>(null);
  /** How many there are in all, listed or not. */
  const total = ref(0);
  const loading = ref(false);
  /** The last question had no answer; what was read before it stays. */
  const failed = ref(false);
  const barred = ref(false);
  let turn = 0;
  let asked: Question = {};
  onScopeDispose(() => turn++);

  async function run(after: string | null, limit: number): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const page = await readPoints(asked, after, limit);
      if (mine !== turn) return;
      items.value = after === null ? page.items : [...(items.value ?? []), ...page.items];
      total.value = page.total ?? Math.max(total.value, items.value.length);
      [next.value, failed.value, barred.value] = [page.next ?? null, false, false];
    } catch (error) {
      if (mine !== turn) return;
      [failed.value, barred.value] = [true, error instanceof Problem && error.status === 403];
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  /** Another question: what was listed before is none of its answer. */
  function load(question: Question): Promise<void> {
    asked = question;
    return run(null, pageSize);
  }
  const more = () => run(next.value, pageSize);
  /** As much as was listed, as far as one question may ask. */
  const again = () => run(null, Math.min(200, Math.max(pageSize, items.value?.length ?? 0)));

  return { items, next, total, loading, failed, barred, load, more, again };
}
