import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { session } from '../accounts/session';
import { Problem } from '../http/request';
import { usePolled } from '../http/polled';
import { businessDate } from '../time/dates';
import { readNow } from './alerts';
import { readAnswerers, readDesk, type Desk } from './desk';

/** Reads what the desk knows before it asks for alerts, and asks again until it has it. */
export function useDesk() {
  const desk = shallowRef<Desk | null>(null);
  const trouble = ref<'loading' | 'failed' | 'barred'>('loading');
  let isOver = false;
  onScopeDispose(() => (isOver = true));

  async function again(): Promise<void> {
    trouble.value = 'loading';
    try {
      const read = await readDesk(businessDate(await readNow()));
      if (!isOver) desk.value = read;
    } catch (error) {
      trouble.value = error instanceof Problem && error.status === 403 ? 'barred' : 'failed';
    }
  }
  void again();
  return { desk, trouble, again };
}

const everyTenMinutes = 600_000;

/** Who answers in each street today; null: not known. Names are for people: a failure leaves them out. */
export function useAnswerers(desk: Ref<Desk | null>) {
  const { value, refresh } = usePolled(
    // Whoever is not signed in would be led away to sign in for the names alone.
    async () => (desk.value && session.value?.account ? await readAnswerers(desk.value) : null),
    (answer) => (answer ? everyTenMinutes : 10_000),
  );
  watch(desk, () => void refresh());
  return value;
}

/** Follows a value once it has stood still for a moment. */
export function useSettled(of: Ref<string | null>, ms = 250): Ref<string | null> {
  const settled = ref(of.value);
  let timer: number | undefined;
  watch(of, (now) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (settled.value = now), ms);
  });
  onScopeDispose(() => window.clearTimeout(timer));
  return settled;
}
