import { computed, reactive, ref, shallowRef, type Ref } from 'vue';
import { useLanguage } from '../languages/language';
import type { Planned } from './plan';
import type { Row } from './rows';

/** Several facilities that are planned together: which are chosen, and why some were refused. */
export function usePlanning(rows: Ref<readonly Row[]>) {
  const { t } = useLanguage();
  const selected = reactive(new Set<string>());
  const refused = shallowRef<ReadonlyMap<string, string>>(new Map());
  const said = ref('');

  function toggle(id: string): void {
    if (!selected.delete(id)) selected.add(id);
  }

  function finish({ done, refused: left }: Planned): void {
    for (const id of done) selected.delete(id);
    refused.value = left;
    const words = done.length > 0 ? [t('acceptance.batch.done', { n: done.length })] : [];
    if (left.size > 0) words.push(t('acceptance.batch.refused', { n: left.size }));
    said.value = words.join('；');
  }

  function forget(): void {
    selected.clear();
    refused.value = new Map();
  }

  /** Those that still stand on the list. */
  const chosen = computed(() => rows.value.filter(({ id }) => selected.has(id)));
  return { selected, refused, said, chosen, toggle, finish, forget };
}
