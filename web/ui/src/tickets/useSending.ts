import { ref } from 'vue';
import { Problem } from '../http/request';
import type { Similar } from './tickets';
import { link, readTicket } from './tickets';
import type { Intake, Way } from './useIntake';

type Say = (key: string, of?: Record<string, string>) => string;

/** What comes of a call once it is taken, and the words for it. */
export function useSending(intake: Intake, t: Say, unitName: (unit: { place: string; line?: string }) => string) {
  const said = ref('');

  /** The id of the ticket, null: it was not received. */
  async function send(way: Way): Promise<string | null> {
    const id = await intake.send(way);
    if (id === null) return null;
    const shown = await readTicket(id).catch(() => null);
    const unit = shown?.ticket.dispatches.at(-1)?.unit;
    const number = shown?.number ?? '';
    if (way === 'atOnce') said.value = t('tickets.foot.answered', { number });
    else if (way === 'dispatch') said.value = t('tickets.foot.received', { number, unit: unit ? unitName(unit) : '' });
    else said.value = t('tickets.foot.registered', { number });
    return id;
  }

  /** Receives it, then joins it. What was received and could not be joined goes on by itself: its id; else null. */
  async function join({ item }: Similar): Promise<{ isReceived: boolean; left: string | null }> {
    const id = await send('register');
    if (id === null) return { isReceived: false, left: null };
    const number = (await readTicket(id).catch(() => null))?.number ?? '';
    try {
      await link(id, item.ticket.parent ?? item.ticket.intake.id);
      said.value = t('tickets.foot.joined', { number, parent: item.number });
      return { isReceived: true, left: null };
    } catch (error) {
      const why =
        error instanceof Problem
          ? (error.faults[0]?.message ?? error.detail ?? error.message)
          : t('points.deed.unreachable');
      said.value = t('tickets.foot.notJoined', { number, why });
      return { isReceived: true, left: id };
    }
  }
  return { said, send, join };
}
