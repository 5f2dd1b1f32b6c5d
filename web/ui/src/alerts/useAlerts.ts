import { computed, shallowRef, watch, type Ref } from 'vue';
import { usePolled } from '../http/polled';
import { businessDate } from '../time/dates';
import { readListing, type Handling, type Listed, type Listing, type Question } from './alerts';
import { scopesIn, type Desk } from './desk';
import { tellWaiting } from './waiting';
import { changesOf, groupsOf, keyOf, matching, type Group } from './grouping';

const every = 15_000;
const afterFailure = 5_000;

/**
 * The list, read anew every 15 s. What its rows say changes in place; rows keep where they stand until somebody asks for another
 * list or to have it rearranged, so that nothing moves under the eye.
 */
export function useAlerts(desk: Ref<Desk | null>, question: Ref<Question>, handling: Ref<Handling | null>) {
  const keyOfQuestion = (of: Question) => JSON.stringify(of);
  const { value, failed, barred, refresh } = usePolled(
    async () => {
      if (!desk.value) return null;
      const asked = question.value;
      return { of: keyOfQuestion(asked), listing: await readListing(asked) };
    },
    (answer) => (answer ? every : afterFailure),
  );
  watch([desk, question], () => void refresh());

  const listing = computed<Listing | null>(() =>
    value.value?.of === keyOfQuestion(question.value) ? value.value.listing : null,
  );
  /** Whether there has been any list: the desk stands from then on. */
  const isBegun = computed(() => value.value !== null);
  const today = computed(() => (listing.value ? businessDate(listing.value.now) : (desk.value?.today ?? '')));

  /** As they were read last, also those that are on the list no more. */
  const rows = shallowRef<ReadonlyMap<string, Listed>>(new Map());
  const gone = shallowRef<ReadonlySet<string>>(new Set());
  const groups = shallowRef<Group[]>([]);
  let held = '';

  const arranged = computed(() =>
    listing.value
      ? groupsOf(matching(listing.value.alerts, handling.value), desk.value?.places ?? [], question.value.over)
      : [],
  );
  const changes = computed(() => changesOf(groups.value, arranged.value));
  const isMoved = computed(() => keyOf(groups.value) !== keyOf(arranged.value));

  function rearrange(): void {
    groups.value = arranged.value;
    const listed = listing.value?.alerts ?? [];
    rows.value = new Map(listed.map((one) => [one.alert.id, one]));
    gone.value = new Set();
  }

  watch(
    [listing, handling, question],
    () => {
      if (!listing.value) {
        [groups.value, held] = [[], ''];
        return;
      }
      const { scopes, over, copies } = question.value;
      if (!over && !copies && desk.value && JSON.stringify(scopes) === JSON.stringify(scopesIn(desk.value)))
        tellWaiting(listing.value.counts.unacknowledged ?? 0);
      const asked = `${keyOfQuestion(question.value)} ${handling.value ?? ''}`;
      if (asked !== held || groups.value.length === 0) {
        held = asked;
        rearrange();
        return;
      }
      const now = new Map(listing.value.alerts.map((one) => [one.alert.id, one]));
      gone.value = new Set(groups.value.flatMap(({ ids }) => ids).filter((id) => !now.has(id)));
      rows.value = new Map([...rows.value, ...now]);
    },
    { immediate: true },
  );

  return { listing, isBegun, today, rows, gone, groups, changes, isMoved, rearrange, failed, barred, refresh };
}
