import { link, type Similar } from './tickets';
import type { useOpened } from './useOpened';
import type { useSending } from './useSending';

/** 并案: the call in hand, or the ticket that is open and not yet dispatched, is joined to one that it is the same as. */
export function useJoining(
  { opened, ticket, received }: ReturnType<typeof useOpened>,
  { said, join: joinCall }: ReturnType<typeof useSending>,
  alike: () => readonly Similar[],
  then: { open: (id: string, by: 'form', why: string) => void; onReceived: () => void; t: (key: string) => string },
) {
  async function joinOpened({ item }: Similar): Promise<void> {
    const parent = item.ticket.parent ?? item.ticket.intake.id;
    if (received.value && (await ticket.tell((id) => link(id, parent)))) said.value = then.t('tickets.deed.done.link');
  }

  async function join(at: number): Promise<void> {
    const one = alike()[at];
    if (!one || one.item.ticket.stage === 'closed') return;
    if (opened.value !== null) return joinOpened(one);
    const { isReceived, left } = await joinCall(one);
    if (isReceived || left) then.onReceived();
    if (left) then.open(left, 'form', said.value);
  }
  return { join };
}
