/** An address that may be opened: another page's own script, or a file of this machine, is none. Null: it is text alone. */
export function linkOf(address: string): string | null {
  try {
    const url = new URL(address);
    return ['https:', 'http:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
