import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { readSimilar, type Alike, type Similar } from './tickets';

/** Nothing is asked while somebody types on. */
const settles = 400;

export const nearOf = (all: readonly Similar[]) =>
  all
    .filter(({ item, likeness }) => likeness.metres !== undefined && item.ticket.stage !== 'closed')
    .sort((a, b) => (a.likeness.metres ?? 0) - (b.likeness.metres ?? 0));

/** What this may be the same as; the last answer stays until the next one comes. `except`: the ticket itself. */
export function useSimilar(asked: () => Alike | null, except: () => string | null) {
  const all = shallowRef<Similar[]>([]);
  const failed = ref(false);
  let turn = 0;
  let timer: number | undefined;

  async function look(of: Alike): Promise<void> {
    const mine = ++turn;
    const answer = await readSimilar(of).catch(() => null);
    if (mine !== turn) return;
    failed.value = answer === null;
    if (answer) all.value = answer.filter(({ item }) => item.ticket.intake.id !== except());
  }

  watch(
    () => JSON.stringify(asked()),
    (text) => {
      window.clearTimeout(timer);
      const of = JSON.parse(text) as Alike | null;
      if (of && (of.about || of.caller)) timer = window.setTimeout(() => void look(of), settles);
      else [all.value, failed.value, turn] = [[], false, turn + 1];
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    turn++;
    window.clearTimeout(timer);
  });
  /** As many as there are keys for. */
  const found = computed(() => all.value.slice(0, 3));
  /** What is open not about the same, but near it, the nearest first. */
  const near = computed(() => nearOf(all.value));
  return { found, near, failed };
}
