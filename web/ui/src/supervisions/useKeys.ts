import { onScopeDispose } from 'vue';
import { onRowKey } from '../service-points/rowKeys';

interface Keys {
  /** By the key's letter, or its name, in lower case; what cannot be done now does nothing. */
  act: Readonly<Record<string, () => void>>;
  rows?: () => HTMLElement[];
  find?: () => HTMLElement | null;
}

/** Keys of a page: ↑ ↓ go through its rows, / finds, a letter does what stands beside it; none while somebody writes or answers a dialog. */
export function useKeys({ act, rows = () => [], find = () => null }: Keys): void {
  function onKey(event: KeyboardEvent): void {
    onRowKey(event, rows, find);
    const types = (event.target as HTMLElement).closest('input, textarea, select') !== null;
    if (types || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (document.querySelector('dialog[open]')) return;
    const found = act[event.key.toLowerCase()];
    if (!found) return;
    event.preventDefault();
    found();
  }

  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
}
