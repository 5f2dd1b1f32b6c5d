/** Where a query leads on to: within this site alone, whatever the address says. */
export function targetOf(to: unknown): string {
  return typeof to === 'string' && to.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
}
