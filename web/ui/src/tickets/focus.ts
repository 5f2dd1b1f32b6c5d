import { nextTick } from 'vue';

/** Where the keys of the console lead, in its middle. */
export function focusIn(middle: () => HTMLElement | null) {
  const on = (selector: string) => middle()?.querySelector<HTMLElement>(selector)?.focus();
  const soon = (selector: string) => void nextTick(() => on(selector));
  return {
    first: () => soon('[data-first]'),
    head: () => soon('[data-ticket-head]'),
    held: () => on('[data-held]'),
    history: () => soon('[data-history]'),
    field: (n: number) =>
      middle()
        ?.querySelector(`[data-field="${n}"]`)
        ?.querySelector<HTMLElement>('textarea, input, select, [role=radio][tabindex="0"]')
        ?.focus(),
  };
}
