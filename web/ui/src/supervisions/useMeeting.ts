import { computed, watch, type Ref } from 'vue';
import { readNow } from '../alerts/alerts';
import { scopesIn, streetsOf, type Desk } from '../alerts/desk';
import { usePolled } from '../http/polled';
import { byOwed } from './meeting';
import { readSince, type StreetSince } from './supervisions';

const every = 60_000;
const afterFailure = 5_000;
/** So many are asked for at the same time. */
const atOnce = 4;

async function readAll(desk: Desk, since: string): Promise<StreetSince[]> {
  const streets = streetsOf(desk).map(({ id }) => id);
  const pages: StreetSince[] = [];
  for (let at = 0; at < streets.length; at += atOnce)
    pages.push(
      ...(await Promise.all(
        streets.slice(at, at + atOnce).map((street) => {
          const scopes = scopesIn(desk, street).filter(({ place }) => place === street);
          return readSince(street, scopes, since);
        }),
      )),
    );
  return pages;
}

/** Every street's page of a meeting, whoever owes most first, read anew every minute. */
export function useMeeting(desk: Ref<Desk | null>, since: Ref<string | null>) {
  const { value, failed, barred, refresh } = usePolled(
    async () => {
      const [of, from] = [desk.value, since.value];
      if (!of || !from) return null;
      const [pages, now] = await Promise.all([readAll(of, from), readNow()]);
      return { of: from, pages: byOwed(pages), now };
    },
    (answer) => (answer ? every : afterFailure),
  );
  watch([desk, since], () => void refresh());
  /** Null: of this day they have not come yet. */
  const read = computed(() => (value.value?.of === since.value ? value.value : null));
  return { read, failed, barred, refresh };
}
