import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { Problem, type Fault } from '../../http/request';
import { check, enter, totalsOf, type Plan, type Progress, type Result } from './city';

/**
 * `stopped`: by whoever looks at it; `broken`: the answer broke off. Of both what was told is done, and a few rows more may be.
 */
export type Phase = 'empty' | 'checking' | 'checked' | 'entering' | 'entered' | 'stopped' | 'broken';

/** One file from the dry run to its end. The server keeps nothing of it: the page holds the file, and sends it again. */
export function useCityImport() {
  const phase = ref<Phase>('empty');
  const file = shallowRef<File | null>(null);
  const plan = shallowRef<Plan | null>(null);
  const faults = shallowRef<Fault[]>([]);
  const unreachable = ref(false);
  const results = shallowRef<ReadonlyMap<number, Result>>(new Map());
  const done = ref(0);
  let stop: AbortController | null = null;
  onScopeDispose(() => stop?.abort());

  function fail(error: unknown): void {
    if (!(error instanceof Problem)) unreachable.value = true;
    else
      faults.value =
        error.faults.length > 0 ? error.faults : [{ field: '', code: '', message: error.detail ?? error.message }];
  }

  async function choose(chosen: File): Promise<void> {
    if (phase.value === 'checking' || phase.value === 'entering') return;
    [file.value, plan.value, results.value, done.value] = [chosen, null, new Map(), 0];
    await read(chosen, 'checked');
  }

  /** @param after What it is then; a dry run after a stop shows what is there by now. */
  async function read(of: File, after: Phase): Promise<void> {
    [phase.value, faults.value, unreachable.value] = ['checking', [], false];
    try {
      plan.value = await check(of);
      phase.value = after;
    } catch (error) {
      fail(error);
      phase.value = plan.value ? after : 'empty';
    }
  }

  function take(line: Progress): void {
    results.value = new Map([...results.value, ...line.rows.map((row) => [row.row, row] as const)]);
    done.value = line.done;
    if (line.isEnd) phase.value = 'entered';
  }

  async function start(): Promise<void> {
    const [of, shown] = [file.value, plan.value];
    if (!of || !shown || phase.value === 'entering') return;
    stop = new AbortController();
    [phase.value, faults.value, unreachable.value, results.value, done.value] = ['entering', [], false, new Map(), 0];
    try {
      await enter(of, shown.fingerprint, stop.signal, take);
      if (phase.value === 'entering') phase.value = 'broken';
    } catch (error) {
      if (stop.signal.aborted) phase.value = 'stopped';
      else {
        fail(error);
        phase.value = error instanceof Problem ? 'checked' : 'broken';
      }
    }
    stop = null;
    if (phase.value === 'stopped' || phase.value === 'broken') await read(of, phase.value);
  }

  return {
    phase,
    file,
    plan,
    faults,
    unreachable,
    results,
    done,
    totals: computed(() => totalsOf(results.value.values())),
    choose,
    start,
    again: () => (file.value ? read(file.value, 'checked') : Promise.resolve()),
    cancel: () => stop?.abort(),
  };
}

export type CityImport = ReturnType<typeof useCityImport>;
