import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { readOrNone } from '../http/request';
import { daysAfter } from '../time/dates';
import { complaintDays, complaintsOf, type Complaints } from './complaints';
import { readAbout, readAboutSince, type Item } from './tickets';

type Point = NonNullable<Awaited<ReturnType<typeof readPoint>>>;
type Facility = NonNullable<Awaited<ReturnType<typeof readFacility>>>;

export interface Card {
  row: string;
  point: Point | null;
  facility: Facility | null;
  open: Item[];
  complaints: Complaints;
}

const readPoint = (id: string) => readOrNone('/api/v1/service-points/{id}', { path: { id } });
const readFacility = (id: string) => readOrNone('/api/v1/facilities/{id}', { path: { id } });

async function readCard(row: string, today: string): Promise<Card> {
  const [kind, id] = [row.slice(0, row.indexOf(':')), row.slice(row.indexOf(':') + 1)];
  const [point, facility, tickets, recent] = await Promise.all([
    kind === 'point' ? readPoint(id) : null,
    kind === 'facility' ? readFacility(id) : null,
    readAbout(row),
    readAboutSince(row, daysAfter(today, -complaintDays)),
  ]);
  const open = tickets.filter(({ ticket }) => ticket.stage !== 'closed');
  return { row, point, facility, open, complaints: complaintsOf(recent.tickets, recent.next !== undefined) };
}

/** What is known of a target, and what was said about it; read anew as `version` moves. */
export function useTargetCard(row: Ref<string | null>, today: Ref<string>, version: Ref<number | null> = ref(null)) {
  const card = shallowRef<Card | null>(null);
  const failed = ref(false);
  let turn = 0;
  let timer: number | undefined;
  watch(
    [row, version],
    ([now]) => {
      window.clearTimeout(timer);
      const mine = ++turn;
      [failed.value, card.value] = [false, card.value?.row === now ? card.value : null];
      if (now === null) return;
      timer = window.setTimeout(async () => {
        const answer = await readCard(now, today.value).catch(() => null);
        if (mine === turn) [card.value, failed.value] = [answer, answer === null];
      }, 150);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    turn++;
    window.clearTimeout(timer);
  });
  return { card, failed };
}
