import { shallowRef } from 'vue';
import { Problem } from '../http/request';

/** Whoever was asked for the password thought better of it. */
export class Cancelled extends Error {}

/** Runs what only its person may do: where the sign-in is older than that allows, the password is asked for and it is done then. */
export function useStepUp() {
  const asked = shallowRef<{ confirmed: () => void; cancelled: () => void } | null>(null);

  async function run(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      return;
    } catch (error) {
      if (!(error instanceof Problem && error.faults.some((fault) => fault.code === 'confirm'))) throw error;
    }
    await new Promise<void>((confirmed, refused) => {
      asked.value = { confirmed, cancelled: () => refused(new Cancelled()) };
    }).finally(() => (asked.value = null));
    await action();
  }

  return { asked, run };
}

export type Run = ReturnType<typeof useStepUp>['run'];
