import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Clock } from './clock';
import type { About, Picture } from './picture';
import { businessDate, hourMinute } from '../time/dates';

/** Frames come at least every 2 s; without them the clock stops rather than run on over a dead picture. */
const runsOnFor = 6_000;
/** From here on a minute passes faster than it could be read off a clock of its own, so frames alone move it. */
const fastest = 60;

export interface WallTime {
  date: string;
  time: string;
}

/** Business time now, `since` real milliseconds after a frame. */
export function businessNow(about: About, since: number): number {
  const ticking = about.paused || about.speed >= fastest ? 0 : Math.min(since, runsOnFor) * about.speed;
  return Date.parse(about.asOf) + ticking;
}

/** The wall's clock to the minute: it changes when the minute does, not every second. */
export function useBusinessTime(picture: Picture, clock: Clock): ShallowRef<WallTime | null> {
  const shown = shallowRef<WallTime | null>(null);
  let timer: number | undefined;
  let heardAt = 0;

  const show = (about: About) => {
    clock.cancel(timer);
    const since = clock.now() - heardAt;
    const now = businessNow(about, since);
    const next = { date: businessDate(now), time: hourMinute(now) };
    if (next.date !== shown.value?.date || next.time !== shown.value.time) shown.value = next;
    if (about.paused || about.speed >= fastest || since >= runsOnFor) return;
    const toNextMinute = 60_000 - (now % 60_000);
    timer = clock.after(Math.max(toNextMinute / about.speed, 50), () => show(about));
  };

  watch(
    picture.about,
    (about) => {
      if (!about) return;
      heardAt = clock.now();
      show(about);
    },
    { immediate: true },
  );
  onScopeDispose(() => clock.cancel(timer));
  return shown;
}
