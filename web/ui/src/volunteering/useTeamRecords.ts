import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { read } from '../http/request';
import { afterOf, endOf, type ActivityItem, type PageEnd, type Stage } from './api';

const pageOf = 20;

/** What is asked for: one team's, of one stage or of all. */
export interface RecordsOf {
  team: string;
  stage: Stage | null;
}

/** All records of a team, newest first, page by page; until the server answers, and without it, those readied on this phone. */
export function useTeamRecords(of: () => RecordsOf | null, readied: () => readonly ActivityItem[]) {
  const listed = shallowRef<readonly ActivityItem[] | null>(null);
  const next = shallowRef<PageEnd | null>(null);
  const state = ref<'loading' | 'fresh' | 'failed'>('loading');
  const busy = ref(false);
  let turn = 0;

  const items = computed(() => {
    if (listed.value) return listed.value;
    const stage = of()?.stage ?? null;
    return readied().filter(({ activity }) => stage === null || activity.stage === stage);
  });

  async function readPage(): Promise<void> {
    const asked = of();
    if (!asked) return;
    const mine = turn;
    const after = listed.value ? next.value : null;
    busy.value = true;
    try {
      const page = await read('/api/v1/volunteer-teams/{team}/activities', {
        path: { team: asked.team },
        query: {
          ...(asked.stage ? { stage: asked.stage } : {}),
          limit: pageOf,
          ...afterOf(after),
        },
      });
      if (mine !== turn) return;
      const known = new Set((listed.value ?? []).map(({ activity }) => activity.log.id));
      listed.value = [...(listed.value ?? []), ...page.items.filter(({ activity }) => !known.has(activity.log.id))];
      next.value = endOf(page.next);
      state.value = 'fresh';
    } catch {
      if (mine === turn) state.value = 'failed';
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  watch(
    () => JSON.stringify(of()),
    () => {
      turn++;
      [listed.value, next.value, state.value] = [null, null, 'loading'];
      void readPage();
    },
    { immediate: true },
  );
  onScopeDispose(() => turn++);

  /** More of them, or the first once more after a failure. */
  return { items, state, busy, hasMore: computed(() => next.value !== null), more: readPage };
}
