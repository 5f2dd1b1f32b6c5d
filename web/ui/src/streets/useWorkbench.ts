import { computed } from 'vue';
import { createHub } from '../walls/hub';
import { useCurve } from '../alerts/useCurve';
import type { Desk } from '../alerts/desk';
import { usePolled } from '../http/polled';
import { rowsOf } from './lines';
import { rectificationsOf, toReportOf } from './reports';
import { readWork } from './street';
import { todoOf } from './todo';

/** What one street's workbench shows: its lines as its wall has them, live, and its work of the day, read every 20 s. */
export function useWorkbench(street: string, desk: () => Desk) {
  const { picture, forbidden, isDrawn } = useCurve(street, () => createHub('messagepack'));
  const {
    value: work,
    failed,
    barred,
    refresh,
  } = usePolled(
    () => readWork(street),
    (answer) => (answer ? 20_000 : 5_000),
  );
  const today = computed(() => picture.day.value || work.value?.today || desk().today);
  const communities = computed(
    () => desk().places.filter(({ kind, parent }) => kind === 'community' && parent === street).length,
  );
  const rows = computed(() =>
    rowsOf(picture.lines.value, (line) => picture.trajectory(line), desk().lines, communities.value, today.value),
  );
  const toReport = computed(() => (work.value ? toReportOf(work.value) : []));
  const rectifications = computed(() => rectificationsOf(work.value?.returned ?? []));
  const todos = computed(() =>
    work.value ? todoOf(work.value, street, toReport.value.filter(({ item }) => item.id !== null).length) : [],
  );
  const alerts = computed(() => work.value?.alerts.map(({ alert }) => alert) ?? []);
  return {
    picture,
    forbidden,
    isDrawn,
    work,
    failed,
    barred,
    refresh,
    today,
    communities,
    rows,
    toReport,
    rectifications,
    todos,
    alerts,
  };
}

/** Without what every place of its kind is called. */
export const shortPlace = (name: string) => name.replace(/(街道|社区)$/, '');
