import { computed, shallowReactive, shallowRef, type Ref } from 'vue';
import { useLanguage } from '../languages/language';
import { acknowledge, type Alert, type Listed, type Promised } from './alerts';
import { startBatch, type Batch } from './batch';

/** Several rows that are acknowledged together: which, how far it is, and what was refused. */
export function useSelection(rows: Ref<ReadonlyMap<string, Listed>>, refresh: () => Promise<void>) {
  const { t } = useLanguage();
  const selected = shallowReactive(new Set<string>());
  const batch = shallowRef<Batch | null>(null);
  let halt: (() => void) | null = null;

  const alerts = (): Alert[] => [...selected].flatMap((id) => rows.value.get(id)?.alert ?? []);
  const refused = computed(
    () => new Map((batch.value?.refused ?? []).map(({ id, why }) => [id, why ?? t('alerts.batch.unreachable')])),
  );

  const isRunning = () => batch.value?.is === 'running' || batch.value?.is === 'stopping';
  const count = computed(() => alerts().length);

  function toggle(id: string): void {
    if (!selected.delete(id)) selected.add(id);
  }

  /** Begins; those that are done are selected no more. */
  function start(promise: Promised): void {
    if (isRunning()) return;
    const ids = alerts().map(({ id }) => id);
    const started = startBatch(ids, async (id) => {
      await acknowledge(id, promise);
      selected.delete(id);
    });
    [batch.value, halt] = [started.batch, started.stop];
    void started.whole.then(refresh);
  }

  return {
    selected,
    batch,
    refused,
    count,
    isRunning,
    alerts,
    toggle,
    start,
    stop: () => halt?.(),
    dismiss: () => (batch.value = null),
  };
}
