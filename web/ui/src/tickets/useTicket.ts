import { shallowRef, watch, type Ref } from 'vue';
import { useTelling } from '../service-points/telling';
import { readTicket, type Shown } from './tickets';

/** A ticket that is open in the middle: read when it is opened, when it moved in the queue, and after each deed. */
export function useTicket(id: Ref<string | null>, version: Ref<number | null>) {
  const shown = shallowRef<Shown | null>(null);
  const trouble = shallowRef<'loading' | 'failed' | 'gone' | null>('loading');
  const telling = useTelling();
  let turn = 0;

  async function read(): Promise<void> {
    const mine = ++turn;
    const of = id.value;
    if (of === null) return;
    if (shown.value?.ticket.intake.id !== of) [shown.value, trouble.value] = [null, 'loading'];
    const answer = await readTicket(of).catch(() => undefined);
    if (mine !== turn) return;
    // What was read stays when a later reading fails.
    if (answer) shown.value = answer;
    trouble.value = answer === undefined ? 'failed' : answer === null ? 'gone' : null;
  }

  watch(
    id,
    () => {
      telling.faults.value = [];
      void read();
    },
    { immediate: true },
  );
  watch(version, (now) => {
    if (now !== null && shown.value && now > shown.value.ticket.version) void read();
  });

  async function tell(command: (id: string) => Promise<unknown>): Promise<boolean> {
    const of = id.value;
    if (of === null) return false;
    const isDone = await telling.run(() => command(of));
    await read();
    return isDone;
  }
  return { shown, trouble, read, tell, ...telling };
}
