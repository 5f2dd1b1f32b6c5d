import { computed } from 'vue';
import { may } from '../alerts/desk';
import { begunIn } from './begun';
import { keysOfCall, keysOfTicket, type KeyRow } from './keysNow';
import type { useOpened } from './useOpened';

/** What the console's keys do with the call or ticket in hand; of a ticket that is still being read nothing. */
export function useKeysNow({ opened, ticket }: ReturnType<typeof useOpened>) {
  return computed<readonly KeyRow[]>(() => {
    if (opened.value === null) return keysOfCall;
    const of = ticket.shown.value?.ticket;
    return of ? keysOfTicket(of, may('oversee'), begunIn(of.intake.id).asking !== null) : [];
  });
}
