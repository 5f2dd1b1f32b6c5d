/** ↑ and ↓ go from row to row, Enter opens the one that has the focus, / goes to the words that are looked for. */
export function onRowKey(event: KeyboardEvent, rows: () => HTMLElement[], find: () => HTMLElement | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const target = event.target as HTMLElement;
  const types = target.closest('input, textarea, select') !== null;
  if (event.key === '/' && !types) {
    const field = find();
    if (!field) return;
    event.preventDefault();
    field.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  // In a field the arrows are its own, but for the way down from the words that are looked for.
  if (step === undefined || (types && !(target === find() && step === 1))) return;
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  event.preventDefault();
  all[to]?.focus();
}
