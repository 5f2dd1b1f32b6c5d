import { Problem } from '../http/request';
import { plan } from './acceptance';

export interface Planned {
  /** Facilities that were planned. */
  done: string[];
  /** Why others were not, by facility. */
  refused: Map<string, string>;
}

const words = (error: unknown, unreachable: string): string =>
  error instanceof Problem
    ? error.faults.map(({ message }) => message).join('；') || (error.detail ?? error.message)
    : unreachable;

/** Plans the same inspection for several facilities, one command each, one after the other; each succeeds or is refused by itself. */
export async function planEach(
  facilities: readonly string[],
  on: string,
  members: readonly string[],
  unreachable: string,
): Promise<Planned> {
  const [done, refused]: [string[], Map<string, string>] = [[], new Map()];
  for (const id of facilities) {
    try {
      await plan(id, on, members);
      done.push(id);
    } catch (error) {
      refused.set(id, words(error, unreachable));
    }
  }
  return { done, refused };
}
