/** Where a query leads on to: within this site alone, whatever the address says. */
export function targetOf(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || /\p{Cc}/u.test(to)) return '/';
  return new URL(to, location.origin).origin === location.origin ? to : '/';
}
