import { onScopeDispose, ref, watch } from 'vue';
import { changedIn, choicesOf, Steps, type Choices } from './undo';
import type { Intake } from './useIntake';

/** 撤销一步: a choice goes back, and a call that was put on hold or given up comes back. */
export function useUndo({ call, held, begin, resume, drop, isEmpty }: Intake) {
  const steps = new Steps();
  const count = ref(0);
  const tell = () => (count.value = steps.count);
  /** A call was put on hold or given up, and nothing typed since: before that the browser does not undo what was typed in it. */
  let isFresh = false;
  const typed = () => (isFresh = false);
  addEventListener('input', typed, true);
  onScopeDispose(() => removeEventListener('input', typed, true));
  /** What an undo itself sets is no step. */
  let expected: string | null = null;

  watch(
    () => [call.value, JSON.stringify(choicesOf(call.value))] as const,
    ([now, text], [before, was]) => {
      if (now !== before || text === was) return;
      if (text === expected) return void (expected = null);
      const earlier = JSON.parse(was) as Choices;
      steps.add({
        word: changedIn(earlier, JSON.parse(text) as Choices) ?? 'unit',
        of: now,
        back: () => {
          if (JSON.stringify(choicesOf(now)) === was) return false;
          expected = was;
          Object.assign(now, earlier);
          return true;
        },
      });
      tell();
    },
    // One deed may move several: a question's kind, a target's unit.
    { flush: 'post' },
  );

  /** The call in hand waits, for a new one. Whether there was any. */
  function hold(): boolean {
    if (isEmpty.value) return false;
    const before = call.value;
    begin();
    const back = () => {
      const one = held.value.find((other) => other.call === before);
      if (one) resume(one);
      return one !== undefined;
    };
    steps.add({ word: 'hold', back });
    isFresh = true;
    tell();
    return true;
  }

  function discard(): void {
    const before = { ...call.value };
    void drop();
    steps.add({ word: 'discard', back: () => (begin(before), true) });
    isFresh = true;
    tell();
  }

  /** What was taken back; null: nothing. */
  function undo(): string | null {
    const word = steps.undo(call.value);
    isFresh = false;
    tell();
    return word;
  }

  /** What was received is not taken back here. */
  function clear(): void {
    steps.clear();
    tell();
  }
  return { count, hold, discard, undo, clear, goesFirst: () => isFresh };
}
