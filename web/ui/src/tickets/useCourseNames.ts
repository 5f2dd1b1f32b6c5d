import { computed, onScopeDispose, ref, watch } from 'vue';
import { nameOf } from './assigned/useTargetName';
import { targetsIn } from './course';
import type { Shown } from './tickets';
import type { Names } from './useTicketWords';

async function read(row: string): Promise<readonly [row: string, name: string | null]> {
  const at = row.indexOf(':');
  return [row, await nameOf({ kind: row.slice(0, at), id: row.slice(at + 1) }).catch(() => null)];
}

/** What a ticket's course calls other tickets and targets; a name that cannot be read is left out. */
export function useCourseNames(shown: () => Shown) {
  const names = ref<Names>({});
  let isOver = false;
  onScopeDispose(() => (isOver = true));
  watch(
    () => targetsIn(shown().ticket).join(' '),
    async (rows) => {
      const found = await Promise.all(rows.split(' ').filter(Boolean).map(read));
      const known = found.flatMap(([row, name]) => (name === null ? [] : [[row, name]]));
      if (!isOver) names.value = { ...names.value, ...Object.fromEntries(known) };
    },
    { immediate: true },
  );
  return computed<Names>(() => ({ ...names.value, ...shown().others }));
}
