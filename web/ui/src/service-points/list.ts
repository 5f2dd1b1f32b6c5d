import { onScopeDispose, ref, shallowRef } from 'vue';
import { Problem } from '../http/request';
import type { Asked } from './asked';
import { freshnessOf, isDue } from './freshness';
import { pageSize, readAll, readPoints, type Point, type Question } from './points';
import type { Scope } from './scope';

/** What is listed: of a place and of lines that one may see, as the page was asked. */
export interface Wanted extends Asked {
  line: string | null;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Whether its name, an alias, its address or its number has the words in it. */
export function speaksOf({ listing, sign }: Point, text: string): boolean {
  const words = plain(text);
  const { name, aliases, address, phones } = listing;
  return [name, ...aliases, address ?? '', sign ?? '', ...phones.map(({ number }) => number)].some((one) =>
    plain(one).includes(words),
  );
}

/** A list that grows page by page. */
export function usePoints() {
  const items = shallowRef<Point[] | null>(null);
  const next = ref<string | null>(null);
  const loading = ref(false);
  /** The last question had no answer; what was read before it stays. */
  const failed = ref(false);
  const barred = ref(false);
  let turn = 0;
  let asked: Partial<Question> = {};
  let last: [Wanted, Scope] | null = null;
  onScopeDispose(() => turn++);

  async function run(ask: () => Promise<{ items: Point[]; next: string | null }>): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const page = await ask();
      if (mine !== turn) return;
      [items.value, next.value, failed.value, barred.value] = [page.items, page.next, false, false];
    } catch (error) {
      if (mine !== turn) return;
      [failed.value, barred.value] = [true, error instanceof Problem && error.status === 403];
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  /** @param atLeast so many again, as far as one question may ask. */
  function load(wanted: Wanted, scope: Scope, atLeast = pageSize): Promise<void> {
    last = [wanted, scope];
    const { place, line, kind, state, step: registration, text, due } = wanted;
    asked = { place, line, kind, state, registration };
    return run(async () => {
      if (text === null && !due) {
        const page = await readPoints(asked, null, Math.min(200, Math.max(pageSize, atLeast)));
        return { items: page.items, next: page.next ?? null };
      }
      const all = await readAll(asked);
      const items = all.items.filter(
        (point) =>
          (text === null || speaksOf(point, text)) && (!due || isDue(freshnessOf(point, scope.rules, scope.today))),
      );
      return { items, next: null };
    });
  }
  const more = () =>
    run(async () => {
      const page = await readPoints(asked, next.value);
      return { items: [...(items.value ?? []), ...page.items], next: page.next ?? null };
    });
  const again = async () => {
    if (last) await load(...last, items.value?.length);
  };

  return { items, next, loading, failed, barred, load, more, again };
}
