import { computed, watch, type Ref } from 'vue';
import { readNow } from '../alerts/alerts';
import { scopesIn, type Desk } from '../alerts/desk';
import type { Scope } from '../duties/reach';
import { usePolled } from '../http/polled';
import { businessDate } from '../time/dates';
import { readCases, readFacilities, type Facility, type Found } from './acceptance';
import { isOver, rowsOf, tabs, type Lists, type Row, type Tab } from './rows';

const every = 20_000;
const afterFailure = 5_000;

/** Of a community all that is under way is to be reported; elsewhere what is reported as built and waits for its evidence. */
async function readToReport(scopes: readonly Scope[], isCommunity: boolean): Promise<Found<Facility>> {
  if (isCommunity) return readFacilities(scopes, null);
  const [completed, filed] = await Promise.all([readFacilities(scopes, 'completed'), readFacilities(scopes, 'filed')]);
  return { items: [...completed.items, ...filed.items], isTruncated: completed.isTruncated || filed.isTruncated };
}

/** The desk's lists, read anew every 20 s; what is over is read while it is looked at. */
export function useLists(desk: Ref<Desk | null>, asked: Ref<Scope>, tab: Ref<Tab>) {
  const scopes = computed(() => (desk.value ? scopesIn(desk.value, asked.value.place, asked.value.line) : []));
  const key = computed(() => JSON.stringify([scopes.value, isOver(tab.value)]));
  const { value, failed, barred, refresh } = usePolled(
    async () => {
      if (!desk.value) return null;
      const [of, where, asksOver] = [key.value, scopes.value, isOver(tab.value)];
      const isCommunity = where.every(
        ({ place }) => desk.value?.places.find(({ id }) => id === place)?.kind === 'community',
      );
      const [now, cases, facilities, over] = await Promise.all([
        readNow(),
        readCases(where, null),
        readToReport(where, isCommunity),
        asksOver ? readCases(where, 'nothing') : null,
      ]);
      return { of, now, lists: { cases, facilities, over } satisfies Lists };
    },
    (answer) => (answer ? every : afterFailure),
  );
  watch([desk, key], () => void refresh());

  const isBegun = computed(() => value.value !== null);
  /** Null: the list that is asked for has not come yet. */
  const current = computed(() => (value.value?.of === key.value ? value.value : null));
  const rows = computed<Row[] | null>(() => current.value && rowsOf(current.value.lists, tab.value));
  const counts = computed<Partial<Record<Tab, number>>>(() => {
    const lists = current.value?.lists;
    if (!lists) return {};
    return Object.fromEntries(
      tabs.flatMap((one) => {
        const found = rowsOf(lists, one);
        return found ? [[one, found.length]] : [];
      }),
    );
  });
  const isTruncated = computed(() => {
    const lists = current.value?.lists;
    const of = isOver(tab.value) ? lists?.over : tab.value === 'report' ? lists?.facilities : lists?.cases;
    return of?.isTruncated ?? false;
  });
  const now = computed(() => current.value?.now ?? null);
  const today = computed(() => (now.value === null ? (desk.value?.today ?? '') : businessDate(now.value)));

  return { rows, counts, isTruncated, isBegun, now, today, failed, barred, refresh };
}
