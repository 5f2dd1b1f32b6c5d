import { watch } from 'vue';
import { nextIn } from './queue';
import type { Section } from './tickets';
import type { useOpened } from './useOpened';
import type { useQueue } from './useQueue';

type Say = (key: string, of?: Record<string, string>) => string;

/** What stands in the middle: the call that is being taken, or a ticket that was opened from it or from the queue. */
export function useInHand(
  { opened, ticket }: ReturnType<typeof useOpened>,
  queue: ReturnType<typeof useQueue>,
  on: { say: (words: string) => void; head: () => void; first: () => void; queue: () => void; t: Say },
) {
  /** Where one came from, to go back to. */
  let from: 'queue' | 'form' = 'form';
  const isOpen = () => opened.value !== null;

  function open(id: string, by: typeof from = 'form', why = ''): void {
    [opened.value, from] = [id, by];
    on.say(why);
  }
  watch(
    () => isOpen() && ticket.shown.value?.ticket.intake.id === opened.value && opened.value,
    (isThere) => isThere && on.head(),
  );

  function toForm(): void {
    opened.value = null;
    on.say('');
    on.first();
  }
  function back(): void {
    toForm();
    if (from === 'queue') on.queue();
  }
  function toNext(name: Section): void {
    const next = queue.value.value && nextIn(queue.value.value, name, opened.value);
    if (next) open(next, 'queue');
    else on.say(on.t('tickets.queue.noneOf', { section: on.t(`tickets.queue.${name}`) }));
  }
  return { isOpen, open, toForm, back, toNext };
}
