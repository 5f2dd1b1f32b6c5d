import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { ScreenSelf } from '../http/api';
import { Problem, post } from '../http/request';
import type { Clock } from '../walls/clock';

/** What a paired screen is to be, as the server says it. */
export type Device = ScreenSelf;

/** What a screen says of itself. */
export interface Report {
  /** Drawn since the page was loaded. */
  frames: number;
  /** Of the picture, in milliseconds; null: there is none. */
  age: number | null;
}

/** Null: not asked yet, or no answer. */
export type Standing = { is: 'device'; device: Device } | { is: 'revoked' } | { is: 'none' } | null;

/** So that what the office does is seen on the glass within 5 s, whatever the wall's stream does. */
const every = 3_000;

/** The hash in the name of the page's own script: another build has another one. */
export const pageVersion = (scripts: readonly string[]): string =>
  scripts.map((src) => /\/assets\/[\w.]+?-([\w-]+)\.js$/.exec(src)?.[1]).find(Boolean) ?? 'development';

const ownVersion = () =>
  pageVersion([...document.querySelectorAll<HTMLScriptElement>('script[src]')].map((s) => s.src));

async function ask(report: Report): Promise<Standing> {
  try {
    const { frames, age } = report;
    const body = { frames, version: ownVersion(), ...(age === null ? {} : { age }) };
    const device = await post('/api/v1/screens/self', { body });
    return device === null ? { is: 'none' } : { is: 'device', device };
  } catch (error) {
    return error instanceof Problem && error.status === 403 ? { is: 'revoked' } : null;
  }
}

/** What is to be done about a new answer, beside drawing by it. */
export function deed(before: Standing, now: Standing): 'reload' | 'move' | null {
  if (now?.is !== 'device' || before === null) return null;
  // A person was signed in here until now, or the office has let it in again: its stream has to say who it is.
  if (before.is !== 'device') return 'reload';
  if (before.device.place !== now.device.place) return 'move';
  return now.device.reloads > before.device.reloads ? 'reload' : null;
}

/**
 * Tells the server how this screen is and hears what it is to be, for as long as the component lives. A browser that is no screen
 * asks once, and again when it is not let in.
 */
export function useDevice(
  report: () => Report,
  follow: (what: 'reload' | 'move') => void,
  clock: Clock,
): { standing: ShallowRef<Standing>; asked: ShallowRef<boolean>; again: () => void } {
  const standing = shallowRef<Standing>(null);
  const asked = shallowRef(false);
  let timer: number | undefined;
  let turns = 0;

  const turn = async () => {
    clock.cancel(timer);
    const mine = ++turns;
    const answer = await ask(report());
    // A question asked later has taken over.
    if (mine !== turns) return;
    asked.value = true;
    const what = deed(standing.value, answer);
    // Without an answer it goes on as it was: the wall says itself that it stands still.
    if (answer) standing.value = answer;
    if (what) follow(what);
    else if (answer?.is !== 'none') timer = clock.after(every, again);
  };
  const again = () => void turn();
  again();
  onScopeDispose(() => {
    turns++;
    clock.cancel(timer);
  });
  return { standing, asked, again };
}
