import { computed, nextTick, ref, shallowRef } from 'vue';
import { Problem, type Fault } from '../http/request';
import { useLanguage } from '../languages/language';

/** Sends a form's command, one at a time, and tells what is wrong beside the field where it is. */
export function useTelling() {
  const { t } = useLanguage();
  const busy = ref(false);
  const faults = shallowRef<Fault[]>([]);

  /** What the page itself says follows the language. */
  const inWords = (fault: Fault) => (fault.code === said ? { ...fault, message: t(fault.message) } : fault);

  /** Whether it was done. `found` is what the page itself sees, before anything is sent. */
  async function run(command: () => Promise<unknown>, found: readonly Fault[] = []): Promise<boolean> {
    if (busy.value) return false;
    faults.value = [...found];
    if (found.length > 0) return await toFault();
    busy.value = true;
    try {
      await command();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) faults.value = [saidFault('', 'points.deed.unreachable')];
      else faults.value = error.faults.length > 0 ? error.faults : [faultOf('', error.detail ?? error.message)];
    } finally {
      busy.value = false;
    }
    return await toFault();
  }

  /** Whoever works by keyboard goes on where something is wrong. */
  async function toFault(): Promise<false> {
    await nextTick();
    focusFault(document);
    return false;
  }

  /** The very same list until something else is wrong, so that a field knows whether it was edited since. */
  const told = computed(() => ({ of: faults.value.map(inWords), lists: new Map<string, string[]>() }));
  /** Of a field, and of what stands under it where it has no field of its own. */
  const at = (...fields: string[]) => {
    const { of, lists } = told.value;
    const key = fields.join(' ');
    const known = lists.get(key) ?? of.filter(isOf(fields)).map(({ message }) => message);
    lists.set(key, known);
    return known;
  };
  /** What no field of the form is to blame for. */
  const rest = (fields: readonly string[]) =>
    told.value.of.filter((fault) => !isOf(fields)(fault)).map(({ message }) => message);

  return { busy, faults, run, at, rest };
}

const isOf =
  (fields: readonly string[]) =>
  ({ field }: Fault) =>
    fields.some((one) => field === one || field.startsWith(`${one}/`));

/** What is wrong with a field stands beside it until somebody edits it; refused again, it is said again. */
export function useStanding(faults: () => readonly string[]) {
  const over = shallowRef<readonly string[] | null>(null);
  const standing = computed(() => (faults() === over.value ? [] : faults()));
  return { standing, edited: () => (over.value = faults()) };
}

/** Of a group of chips the one that Tab reaches. */
export function focusFault(of: ParentNode | null): void {
  const field = of?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (field?.querySelector<HTMLElement>('[role=radio][tabindex="0"]') ?? field)?.focus();
}

export const faultOf = (field: string, message: string): Fault => ({ field, code: 'page', message });

const said = 'said';

/** Told in the language of whoever reads it; `key` of its words. */
export const saidFault = (field: string, key: string): Fault => ({ field, code: said, message: key });
