import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { Problem, type Fault } from '../http/request';
import { apply, cancel, choose, newId, readImport, send, type Import, type Pick } from './imports';

/** One import from the file to its end: what the server says of it, asked again while it runs. */
export function useImporting() {
  const id = ref('');
  const now = shallowRef<Import | null>(null);
  const busy = ref(false);
  const stopping = ref(false);
  const faults = shallowRef<Fault[]>([]);
  const said = ref<'unreachable' | 'lost' | null>(null);
  /** Rises whenever rows may have changed. */
  const turn = ref(0);
  let timer: number | undefined;

  const isRunning = computed(() => now.value?.phase === 'running');
  const isOver = computed(() => now.value?.phase === 'finished' || now.value?.phase === 'cancelled');
  onScopeDispose(() => window.clearTimeout(timer));

  async function ask(what: () => Promise<Import>): Promise<boolean> {
    busy.value = true;
    [faults.value, said.value] = [[], null];
    try {
      now.value = await what();
      turn.value++;
      watchOn();
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  function fail(error: unknown): void {
    if (!(error instanceof Problem)) said.value = 'unreachable';
    else if (error.status === 404 && now.value) [now.value, said.value] = [null, 'lost'];
    else
      faults.value =
        error.faults.length > 0 ? error.faults : [{ field: '', code: '', message: error.detail ?? error.message }];
  }

  /** While it runs: half a second after each answer. What cannot be asked is asked again, unless it is refused for good. */
  function watchOn(): void {
    window.clearTimeout(timer);
    if (!isRunning.value) return;
    timer = window.setTimeout(async () => {
      try {
        now.value = await readImport(id.value);
        if (!isRunning.value) turn.value++;
      } catch (error) {
        if (error instanceof Problem && error.status === 404) fail(error);
        // Signed out, or not allowed any more: the page of signing in comes, or it is said here.
        else if (error instanceof Problem && (error.status === 401 || error.status === 403)) {
          fail(error);
          [now.value, said.value] = [null, 'lost'];
        }
      }
      watchOn();
    }, 500);
  }

  return {
    id,
    now,
    busy,
    stopping,
    faults,
    said,
    turn,
    isRunning,
    isOver,
    upload: (form: string, file: File) => {
      id.value = newId();
      now.value = null;
      stopping.value = false;
      return ask(() => send(id.value, form, file));
    },
    pick: (row: number | null, field: string | null, picked: Pick | null) =>
      ask(() => choose(id.value, row, field, picked)),
    start: (asOf: string, source: string) => ask(() => apply(id.value, asOf, source)),
    stop: () => {
      stopping.value = true;
      return ask(() => cancel(id.value));
    },
    /** A silo was lost, or somebody waited too long. */
    lose: () => {
      window.clearTimeout(timer);
      [now.value, said.value] = [null, 'lost'];
    },
    leave: () => {
      window.clearTimeout(timer);
      [now.value, faults.value, said.value] = [null, [], null];
    },
  };
}

export type Importing = ReturnType<typeof useImporting>;
