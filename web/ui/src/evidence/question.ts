import { computed, type ComputedRef, type ShallowRef } from 'vue';
import type { LocationQuery } from 'vue-router';
import { usePolled } from '../http/polled';
import { Problem, readOrNone } from '../http/request';
import { figures, type Figure } from './address';
import type { Evidence } from './evidence';

export interface Question {
  /** As it is asked: of the lines and, in the same words, of the items. */
  words: URLSearchParams;
  line: string | null;
  figure: Figure;
  facility: string | null;
  evidence: ComputedRef<Evidence | null>;
  /** Whether there is an answer: what is asked for, that there is no such thing, or why it cannot be asked. */
  answered: ComputedRef<boolean>;
  refused: ComputedRef<string | null>;
  failed: ShallowRef<boolean>;
}

const refreshEvery = 5_000;
/** A refusal stays one, however often it is asked for. */
const neverAgain = 86_400_000;

/** What the page's address asks for, and the answer, kept fresh. */
export function useQuestion(place: string, query: LocationQuery): Question {
  const words = new URLSearchParams({ place });
  for (const name of ['line', 'ring', 'figure', 'from', 'to'] as const) {
    // A word that stands there twice is asked for twice, and refused: none of the two may be left out in silence.
    for (const value of [query[name] ?? []].flat()) words.append(name, value ?? '');
  }

  const line = words.get('line');
  // Of one line it is told how it stands, whether or not anything is behind the figure.
  const why = new URLSearchParams(words);
  if (line !== null) why.delete('figure');

  const { value, failed } = usePolled(
    () =>
      readOrNone('/api/v1/evidence', { query: why }).then(
        (found) => ({ found, refused: null }),
        (error: unknown) => {
          if (error instanceof Problem && error.status === 422) return { found: null, refused: error.detail };
          throw error;
        },
      ),
    (answer) => (answer?.refused ? neverAgain : refreshEvery),
  );
  return {
    words,
    line,
    figure: figures.find((one) => one === words.get('figure')) ?? 'owed',
    facility: typeof query['facility'] === 'string' ? query['facility'] : null,
    evidence: computed(() => value.value?.found ?? null),
    answered: computed(() => value.value !== null),
    refused: computed(() => value.value?.refused ?? null),
    failed,
  };
}
