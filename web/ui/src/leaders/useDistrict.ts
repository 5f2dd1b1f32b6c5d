import { watch } from 'vue';
import { useDesk } from '../alerts/useDesk';
import { usePolled } from '../http/polled';
import { readDistrict } from './district';

/** The whole district as leadership reads it, anew every 30 s. */
export function useDistrict() {
  const { desk, trouble, again } = useDesk();
  const { value, failed, barred, refresh } = usePolled(
    async () => (desk.value ? await readDistrict(desk.value) : null),
    (answer) => (answer ? 30_000 : 5_000),
  );
  watch(desk, () => void refresh());
  return { desk, trouble, again, district: value, failed, barred, refresh };
}
