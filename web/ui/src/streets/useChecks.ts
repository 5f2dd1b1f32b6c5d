import { computed, ref, shallowRef, watch } from 'vue';
import type { AcceptanceHead } from '../http/api';
import { Problem } from '../http/request';
import { meActor } from '../service-points/scope';
import { flawOf, passCheck, readChecks, sendBack, type Check, type Flaw } from './checks';

/** One that was not done: why, in the server's words; null: no answer came. */
export interface Refusal {
  name: string;
  why: string | null;
}

const whyOf = (error: unknown) =>
  error instanceof Problem ? (error.faults[0]?.message ?? error.detail ?? error.message) : null;

/** Reports that wait for a check, those without fault chosen beforehand, and what is done about the chosen ones, one after the other. */
export function useChecks(heads: () => readonly AcceptanceHead[], changed: () => void) {
  const checks = shallowRef<Check[] | null>(null);
  const chosen = ref<ReadonlySet<string>>(new Set());
  const refused = shallowRef<Refusal[]>([]);
  const done = ref(0);
  const busy = ref(false);
  const known = new Set<string>();

  const flaws = computed(
    () => new Map<string, Flaw | null>((checks.value ?? []).map((one) => [one.head.facility, flawOf(one, meActor())])),
  );
  const whole = computed(() => [...flaws.value].flatMap(([id, flaw]) => (flaw === null ? [id] : [])));

  watch(
    heads,
    async (now) => {
      const read = await readChecks(now);
      if (heads() !== now) return;
      checks.value = read;
      // What is new is chosen where it has no fault; what somebody left out stays so.
      const there = new Set(read.map(({ head }) => head.facility));
      const kept = [...chosen.value].filter((id) => there.has(id) && flaws.value.get(id) === null);
      chosen.value = new Set([...kept, ...whole.value.filter((id) => !known.has(id))]);
      for (const id of there) known.add(id);
    },
    { immediate: true },
  );

  function toggle(id: string): void {
    const now = new Set(chosen.value);
    if (!now.delete(id)) now.add(id);
    chosen.value = now;
  }
  const toggleAll = () => (chosen.value = new Set(chosen.value.size === whole.value.length ? [] : whole.value));

  async function tell(ids: readonly string[], command: (id: string) => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    [busy.value, done.value, refused.value] = [true, 0, []];
    for (const id of ids) {
      try {
        await command(id);
        done.value++;
        chosen.value = new Set([...chosen.value].filter((one) => one !== id));
      } catch (error) {
        const name = checks.value?.find(({ head }) => head.facility === id)?.head.name ?? id;
        refused.value = [...refused.value, { name, why: whyOf(error) }];
      }
    }
    busy.value = false;
    changed();
  }

  return {
    checks,
    chosen,
    flaws,
    whole,
    refused,
    done,
    busy,
    toggle,
    toggleAll,
    pass: () => tell([...chosen.value], passCheck),
    back: (ids: readonly string[], note: string) => tell(ids, (id) => sendBack(id, note)),
  };
}
