import { shallowReactive } from 'vue';
import { Problem } from '../http/request';

/** One row that was not done, and why, in the server's words; null: it could not be reached. */
export interface Refused {
  id: string;
  why: string | null;
}

export interface Batch {
  total: number;
  done: string[];
  refused: Refused[];
  is: 'running' | 'stopping' | 'stopped' | 'over';
}

const whyOf = (error: unknown): string | null =>
  error instanceof Problem ? (error.faults[0]?.message ?? error.detail ?? error.message) : null;

/**
 * One command a row, one after the other, each with a key of its own: what was done stands whatever happens to the rest. Stopping it
 * lets the one that is under way come to its end.
 */
export function startBatch(
  ids: readonly string[],
  tell: (id: string) => Promise<unknown>,
): { batch: Batch; stop: () => void; whole: Promise<void> } {
  const batch = shallowReactive<Batch>({ total: ids.length, done: [], refused: [], is: 'running' });

  async function run(): Promise<void> {
    for (const id of ids) {
      if (batch.is === 'stopping') break;
      try {
        await tell(id);
        batch.done = [...batch.done, id];
      } catch (error) {
        batch.refused = [...batch.refused, { id, why: whyOf(error) }];
      }
    }
    const isWhole = batch.done.length + batch.refused.length === batch.total;
    batch.is = isWhole ? 'over' : 'stopped';
  }

  return {
    batch,
    stop: () => {
      if (batch.is === 'running') batch.is = 'stopping';
    },
    whole: run(),
  };
}
