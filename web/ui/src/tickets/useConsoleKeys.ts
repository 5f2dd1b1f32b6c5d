import { onScopeDispose } from 'vue';
import { deedOf, type Deed } from './keys';

/** The console's keys, wherever the focus is; not while an input method or a dialog has them. `other`: any other key. */
export function useConsoleKeys(box: () => HTMLElement | null, act: (deed: Deed) => void, other: () => void): void {
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const deed = deedOf(event);
    if (deed === null) return other();
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
