import { nextTick, watch } from 'vue';
import type { Popped } from './draft';
import type { focusIn } from './focus';
import type { Open } from './useCalls';
import type { useInHand } from './useInHand';
import type { Intake } from './useIntake';
import type { useUndo } from './useUndo';

type Say = (key: string, of?: Record<string, string>) => string;

/** From one call to the next: the one in hand waits, comes back, or is given up. */
export function useTurns(
  intake: Intake,
  undoing: ReturnType<typeof useUndo>,
  { isOpen, open, toForm }: ReturnType<typeof useInHand>,
  focus: ReturnType<typeof focusIn>,
  on: { say: (words: string) => void; t: Say },
) {
  // What was said was of the call before.
  watch(intake.call, () => on.say(''), { flush: 'sync' });

  function begin(): void {
    toForm();
    undoing.hold();
  }

  /** Holds the call; with none in hand it leads to those that wait. */
  function hold(): void {
    if (isOpen()) toForm();
    if (!undoing.hold()) return focus.held();
    on.say(on.t('tickets.foot.onHold'));
    focus.first();
  }

  /** Goes on with a call that waited, where it still wants something. */
  function resume(one: Open): void {
    intake.resume(one);
    const { phone, caller, matter, target, category } = one.call;
    if (!phone && !caller) return focus.first();
    const n = [matter.trim(), target, category].findIndex((said) => !said) + 1;
    void nextTick(() => focus.field(n || 1));
  }

  function discard(): void {
    undoing.discard();
    on.say(on.t('tickets.foot.kept'));
    focus.first();
  }

  function undo(): void {
    const word = isOpen() ? null : undoing.undo();
    on.say(word ? on.t('tickets.undo.done', { what: on.t(`tickets.undo.${word}`) }) : on.t('tickets.undo.nothing'));
  }

  /** The telephone system, or a link, brings somebody here. */
  function take({ ticket, ...given }: Popped): void {
    if (ticket) return open(ticket);
    begin();
    intake.begin(given);
    if (given.phone) void nextTick(() => focus.field(1));
  }
  return { begin, hold, resume, discard, undo, take };
}
