import { onScopeDispose } from 'vue';
import type { TicketDeed } from './deeds';
import { deedOf, isText, type Deed, type NamedDeed } from './keys';

export type Deeds = Record<NamedDeed, () => unknown> & {
  field: (n: number) => unknown;
  join: (at: number) => unknown;
};

const ofTicket = [
  'classify',
  'retarget',
  'take',
  'letGo',
  'urge',
  'grant',
  'decline',
  'supervise',
  'close',
] as const satisfies readonly (NamedDeed & TicketDeed)[];

/** Those of an open ticket alone, each by its key. */
export const deedsOf = (begin: (deed: TicketDeed) => unknown) =>
  Object.fromEntries(ofTicket.map((deed) => [deed, () => begin(deed)])) as Record<
    (typeof ofTicket)[number],
    () => unknown
  >;

/** By then the browser has undone what it can; in milliseconds. */
const afterBrowser = 50;

/**
 * The console's keys, wherever the focus is; not while an input method or a dialog has them. `other`: any key but Escape.
 * `undoes`: what is undone next was no typing.
 */
export function useConsoleKeys(
  box: () => HTMLElement | null,
  deeds: Deeds,
  other: () => void,
  undoes: () => boolean,
): void {
  function act(deed: Deed): void {
    if (typeof deed === 'string') deeds[deed]();
    else if ('field' in deed) deeds.field(deed.field);
    else deeds.join(deed.join);
  }

  /** In a text what was typed goes first, as everywhere; only where there is none of it left the form goes back. */
  function undoAfterBrowser(): void {
    let isUndone = false;
    const hear = (event: Event) => (isUndone ||= (event as InputEvent).inputType?.startsWith('history') ?? false);
    addEventListener('input', hear, true);
    window.setTimeout(() => {
      removeEventListener('input', hear, true);
      if (!isUndone) act('undo');
    }, afterBrowser);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const deed = deedOf(event);
    if (document.querySelector('dialog[open]')) {
      // The browser's own help, search or menu does not come up either.
      if (deed !== null && /^F\d+$/.test(event.key)) event.preventDefault();
      return;
    }
    if (deed !== 'escape') other();
    if (deed === null) return;
    const target = event.target as HTMLElement;
    // Of the bar on top Escape closes its own.
    if (deed === 'escape' && target !== document.body && !box()?.contains(target)) return;
    if (deed === 'undo' && isText(target) && !undoes()) return void undoAfterBrowser();
    event.preventDefault();
    // Held down it is still one.
    if (!event.repeat) act(deed);
  }

  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
}
