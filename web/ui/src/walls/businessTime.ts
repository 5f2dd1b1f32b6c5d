import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { Clock } from './clock';
import type { About, Picture } from './picture';
import { businessDate, hourMinute, hourMinuteSecond } from '../time/dates';

/** Frames come at least every 2 s; without them the clock stops rather than run on over a dead picture. */
const runsOnFor = 6_000;
/** From here on a minute passes faster than it could be read off a clock of its own, so frames alone move it. */
const fastest = 60;

/** Faster than this, seconds pass before they are read. */
const readableSpeed = 2;

export const showsSeconds = ({ paused, speed }: About): boolean => paused || speed <= readableSpeed;

/** When the figures were whole, as exactly as it can be read. */
export function dataTime(about: About): string {
  const instant = Date.parse(about.asOf);
  return showsSeconds(about) ? hourMinuteSecond(instant) : hourMinute(instant);
}

export interface WallTime {
  date: string;
  time: string;
}

/** Business time now, `since` real milliseconds after a frame. */
export function businessNow(about: About, since: number): number {
  const ticking = about.paused || about.speed >= fastest ? 0 : Math.min(since, runsOnFor) * about.speed;
  return Date.parse(about.asOf) + ticking;
}

/** The wall's clock to the minute, or to the second while that can be read; it changes no more often than it has to. */
export function useBusinessTime(
  picture: Picture,
  clock: Clock,
  finest: 'minute' | 'second' = 'minute',
): ShallowRef<WallTime | null> {
  const shown = shallowRef<WallTime | null>(null);
  let timer: number | undefined;
  let heardAt = 0;

  const show = (about: About) => {
    clock.cancel(timer);
    const since = clock.now() - heardAt;
    const now = businessNow(about, since);
    const seconds = finest === 'second' && showsSeconds(about);
    const next = { date: businessDate(now), time: seconds ? hourMinuteSecond(now) : hourMinute(now) };
    if (next.date !== shown.value?.date || next.time !== shown.value.time) shown.value = next;
    if (about.paused || about.speed >= fastest || since >= runsOnFor) return;
    const step = seconds ? 1_000 : 60_000;
    timer = clock.after(Math.max((step - (now % step)) / about.speed, 50), () => show(about));
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
