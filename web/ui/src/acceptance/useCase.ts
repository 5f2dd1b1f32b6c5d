import { computed, watch, type Ref } from 'vue';
import { usePolled } from '../http/polled';
import { readStandard } from '../standards/standards';
import { readCase, readFacility } from './acceptance';

/** The facility that is read, with its acceptance; asked again every 15 s. */
export function useCase(id: Ref<string | null>) {
  const { value, failed, barred, refresh } = usePolled(
    async () => {
      const of = id.value;
      if (of === null) return null;
      const [facility, acceptance] = await Promise.all([readFacility(of), readCase(of)]);
      const standard = facility && (await readStandard(facility.line).catch(() => null));
      return { of, facility, acceptance, standard };
    },
    (answer) => (answer ? 15_000 : 5_000),
  );
  watch(id, () => void refresh());
  const found = computed(() => (value.value?.of === id.value ? value.value : null));
  return { found, failed, barred, refresh };
}
