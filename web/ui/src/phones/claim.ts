/** Where a phone keeps what it made up to claim an invitation by. */
const place = 'circle.claim';

/**
 * The phone's own secret: whoever else has the link cannot go on with what this phone has begun. It is kept until the phone is
 * enrolled, so that an enrolment that broke off goes on when the link is opened again.
 */
export function claimOf(storage: Storage): string {
  const kept = storage.getItem(place);
  if (kept && /^[\w-]{43}$/.test(kept)) return kept;
  const made = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  storage.setItem(place, made);
  return made;
}

export const forgetClaim = (storage: Storage) => storage.removeItem(place);
