import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { PairingBegun } from '../http/api';
import { Problem, post, send } from '../http/request';
import type { Clock } from '../walls/clock';

const path = '/api/v1/screens/pairing';
const every = 2_000;
/** After a refusal, or no answer: the server is busy, or away. */
const pause = 5_000;

export type Step = 'waits' | 'over' | 'paired';

export type Begun = PairingBegun;

export interface Desk {
  begin(): Promise<Begun>;
  claim(secret: string): Promise<Step>;
}

/** The secret is in this page's memory alone, and never in an address. */
export const server: Desk = {
  begin: () => post(path),
  async claim(secret) {
    try {
      const { status } = await send('post', `${path}/claim`, { body: { secret } });
      return status === 202 ? 'waits' : 'paired';
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return 'over';
      throw error;
    }
  },
};

/**
 * Shows a code until the office has approved it; one that is over gives way to a new one.
 * `code` is null while there is none: the server is asked again and again.
 */
export function usePairing(
  desk: Desk,
  onPaired: () => void,
  clock: Clock,
): { code: ShallowRef<string | null>; minutes: ShallowRef<number> } {
  const code = shallowRef<string | null>(null);
  const minutes = shallowRef(0);
  let secret: string | null = null;
  let timer: number | undefined;
  let ended = false;

  const step = async (): Promise<number | null> => {
    if (secret === null) {
      const begun = await desk.begin();
      [code.value, secret] = [begun.code, begun.secret];
      minutes.value = Math.max(1, Math.round(begun.seconds / 60));
      return every;
    }
    const claimed = await desk.claim(secret);
    if (claimed === 'paired') return null;
    if (claimed === 'waits') return every;
    [code.value, secret] = [null, null];
    return 0;
  };

  const turn = async () => {
    const next = await step().catch(() => pause);
    if (ended) return;
    if (next === null) onPaired();
    else timer = clock.after(next, () => void turn());
  };
  void turn();
  onScopeDispose(() => {
    ended = true;
    clock.cancel(timer);
  });
  return { code, minutes };
}
