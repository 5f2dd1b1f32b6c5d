import { onScopeDispose } from 'vue';
import { deedOf, type Deed } from './keys';

export type Deeds = Record<Extract<Deed, string>, () => unknown> & {
  field: (n: number) => unknown;
  join: (at: number) => unknown;
};

/** The console's keys, wherever the focus is; not while an input method or a dialog has them. `other`: any key but Escape. */
export function useConsoleKeys(box: () => HTMLElement | null, deeds: Deeds, other: () => void): void {
  function act(deed: Deed): void {
    if (typeof deed === 'string') deeds[deed]();
    else if ('field' in deed) deeds.field(deed.field);
    else deeds.join(deed.join);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const deed = deedOf(event);
    if (deed !== 'escape') other();
    if (deed === null) return;
    const target = event.target as HTMLElement;
    // Of the bar on top Escape closes its own.
    if (deed === 'escape' && target !== document.body && !box()?.contains(target)) return;
    event.preventDefault();
    // Held down it is still one.
    if (!event.repeat) act(deed);
  }

  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
}
