import { computed, onScopeDispose, shallowRef } from 'vue';
import { browserClock } from '../walls/clock';
import { WallConnection, type Hub } from '../walls/connection';
import { Picture } from '../walls/picture';

/** Frames a second: a desk reads, it does not watch. */
const rate = 1;

/** The trajectories of one place, of the same picture that its wall shows. */
export function useCurve(place: string, createHub: () => Hub) {
  const picture = new Picture();
  const forbidden = shallowRef(false);
  let forgotten = false;
  const connection = new WallConnection({
    place,
    rate,
    createHub,
    seen: () => (forgotten ? null : picture.seen),
    onFrame(frame, took) {
      forgotten = picture.merge(frame) === 'gap';
      if (forgotten) return connection.restart();
      forbidden.value = false;
      took();
    },
    onBroken: (reason) => {
      if (!reason.includes('not-allowed') && !reason.includes('unknown-place')) return;
      // Asking again would not help: another alert asks anew.
      forbidden.value = true;
      connection.close();
    },
    clock: browserClock,
    random: Math.random,
  });
  connection.open();
  onScopeDispose(() => connection.close());
  return { picture, forbidden, isDrawn: computed(() => picture.head.value !== undefined) };
}
