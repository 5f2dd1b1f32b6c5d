import { ref, shallowRef } from 'vue';
import { Problem } from '../http/request';
import { findByPhone, readSubjects, type Kind, type Subject } from './subjects';

/** What is listed: a kind, page by page, or who has a number. */
export function useSubjects(words: () => string) {
  const kind = ref<Kind | ''>('');
  const items = shallowRef<Subject[] | null>(null);
  const next = ref<string | null>(null);
  const loading = ref(false);
  const forbidden = ref(false);
  /** Why there is no answer. */
  const failed = ref('');
  /** The number that was looked for; empty: all are listed. */
  const number = ref('');
  let turn = 0;

  /** Runs a question; one that was asked later takes over. */
  async function run(work: (isNewest: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++turn;
    const isNewest = () => mine === turn;
    [loading.value, failed.value] = [true, ''];
    try {
      await work(isNewest);
    } catch (error) {
      if (!isNewest()) return;
      forbidden.value = error instanceof Problem && error.status === 403;
      const [fault] = error instanceof Problem ? error.faults : [];
      failed.value = error instanceof Problem ? (fault?.message ?? error.detail ?? error.message) : words();
    } finally {
      if (isNewest()) loading.value = false;
    }
  }

  /** @param atLeast so many, as far as one question may ask. */
  const load = (more = false, atLeast = 0) =>
    run(async (isNewest) => {
      const before = items.value ?? [];
      const page = await readSubjects(kind.value || null, more ? next.value : null, atLeast);
      if (!isNewest()) return;
      items.value = more ? [...before, ...page.items] : page.items;
      [next.value, number.value] = [page.next ?? null, ''];
    });

  const find = (phone: string) =>
    run(async (isNewest) => {
      const found = await findByPhone(phone);
      if (isNewest()) [items.value, next.value, number.value] = [found, null, phone];
    });

  /** The same question once more, after something was done. */
  const again = () => (number.value ? find(number.value) : load(false, items.value?.length));

  return { kind, items, next, loading, forbidden, failed, number, load, find, again };
}
