import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { search, type Asking, type Outcome, type SearchHit } from './search';

/** Typing rests this long before it is asked. */
export const rest = 150;

const again = 2_000;

/** One sentence of how it stands, for eyes and ears. */
export function saidOf(
  now: Outcome | null,
  waits: boolean,
  text: string,
  t: (key: string, of?: object) => string,
): string {
  if (text === '') return '';
  if (!now) return waits ? t('search.loading') : '';
  if (now.is !== 'found') return t(`search.${now.is}`);
  if (now.hits.length === 0) return t('search.none', { text });
  return now.total > now.hits.length
    ? t('search.many', { total: now.total, n: now.hits.length })
    : t('search.count', { n: now.hits.length });
}

/** Hits of what is typed. An answer that came late is nobody's; until the next one comes the last stays. */
export function useFinding(asking: () => Asking) {
  const text = ref('');
  const outcome = shallowRef<Outcome | null>(null);
  /** What is shown is not yet of what stands there. */
  const waits = ref(false);
  let turn = 0;
  let timer: number | undefined;

  async function look(): Promise<void> {
    window.clearTimeout(timer);
    const mine = ++turn;
    waits.value = true;
    const answer = await search(text.value.trim(), asking());
    if (mine !== turn) return;
    [outcome.value, waits.value] = [answer, answer.is === 'busy'];
    if (answer.is === 'busy') timer = window.setTimeout(look, again);
  }

  function stop(): void {
    turn++;
    window.clearTimeout(timer);
    waits.value = false;
  }

  // At once: the next key may be Enter.
  watch(
    text,
    (now) => {
      stop();
      if (now.trim() === '') outcome.value = null;
      else [timer, waits.value] = [window.setTimeout(look, rest), true];
    },
    { flush: 'sync' },
  );
  onScopeDispose(stop);

  const hits = computed<SearchHit[]>(() => (outcome.value?.is === 'found' ? outcome.value.hits : []));
  return { text, outcome, waits, hits, look };
}
