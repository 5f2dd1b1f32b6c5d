import { onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../http/request';
import { readScope, type Scope } from './scope';

/** Reads what the pages of the directory know before they ask for points. */
export function useScope() {
  const scope = shallowRef<Scope | null>(null);
  const trouble = ref<'loading' | 'failed' | 'barred' | 'noRules'>('loading');
  let isOver = false;
  onScopeDispose(() => (isOver = true));

  async function again(): Promise<void> {
    trouble.value = 'loading';
    try {
      const read = await readScope();
      if (isOver) return;
      if (read.rules === null) trouble.value = 'noRules';
      else scope.value = read;
    } catch (error) {
      trouble.value = error instanceof Problem && error.status === 403 ? 'barred' : 'failed';
    }
  }
  void again();
  return { scope, trouble, again };
}
