import { computed, ref } from 'vue';
import type { useQueue } from './useQueue';
import { useSimilar } from './useSimilar';
import { useTicket } from './useTicket';

/** The ticket that is open in the middle instead of the form, and what it may be the same as. */
export function useOpened(queue: ReturnType<typeof useQueue>) {
  const opened = ref<string | null>(null);
  const ticket = useTicket(
    opened,
    computed(() => queue.versionOf(opened.value)),
  );
  /** Not yet dispatched: it can still be joined to another. */
  const received = computed(() => (ticket.shown.value?.ticket.stage === 'received' ? ticket.shown.value : null));
  const alike = useSimilar(
    () => {
      const now = ticket.shown.value;
      if (!now || now.ticket.stage === 'closed') return null;
      const { about, category, intake: of } = now.ticket;
      const matter = now.words[of.matter];
      return { about: about.row, category, ...(of.caller ? { caller: of.caller } : {}), ...(matter ? { matter } : {}) };
    },
    () => opened.value,
  );
  return { opened, ticket, received, alike };
}
