import { onScopeDispose } from 'vue';
import { onRowKey } from '../service-points/rowKeys';

export interface DeskKeys {
  rows: () => HTMLElement[];
  find: () => HTMLElement | null;
  acknowledge: () => void;
  silence: () => void;
  select: () => void;
  rearrange: () => void;
}

/** As many rows as a page has. */
const page = 10;

/** ↑ ↓ PgDn PgUp go through the rows, / finds, C acknowledges, S silences, X selects, R rearranges. */
export function useDeskKeys(keys: DeskKeys): void {
  function turn(event: KeyboardEvent, by: number): void {
    const rows = keys.rows();
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    onRowKey(event, keys.rows, keys.find);
    const types = (event.target as HTMLElement).closest('input:not([type=checkbox]), textarea, select') !== null;
    if (types || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (document.querySelector('dialog[open]')) return;
    const act: Record<string, () => void> = {
      c: keys.acknowledge,
      s: keys.silence,
      x: keys.select,
      r: keys.rearrange,
      pagedown: () => turn(event, page),
      pageup: () => turn(event, -page),
    };
    const found = act[event.key.toLowerCase()];
    if (!found) return;
    event.preventDefault();
    found();
  }

  addEventListener('keydown', onKey);
  onScopeDispose(() => removeEventListener('keydown', onKey));
}
