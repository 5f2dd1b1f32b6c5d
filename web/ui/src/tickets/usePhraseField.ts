import { fieldOf, type PhraseField } from './phrases';

/** The field that phrases go into: the last that had the focus, while it is there; else the first of what is shown. */
export function usePhraseField(middle: () => HTMLElement | null) {
  let last: PhraseField | null = null;
  return {
    hear: (event: FocusEvent) => (last = fieldOf(event.target) ?? last),
    field: () => (last?.isConnected ? last : (middle()?.querySelector<PhraseField>('[data-use]') ?? null)),
  };
}
