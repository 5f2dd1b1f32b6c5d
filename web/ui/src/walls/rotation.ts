import type { Clock } from './clock';
import type { PlaceCell } from './frame';
import { isRed, worstFirst } from './standing';

const shortest = 30;
const longest = 3_600;
/** A person who looks at something is left alone for so long. */
const restsFor = 120_000;
const mostStops = 6;

/** Seconds that each wall is shown, from the address; null: nothing turns. */
export function rotationSeconds(text: unknown): number | null {
  const seconds = typeof text === 'string' && text !== '' ? Number(text) : NaN;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, shortest), longest) : null;
}

/** The walls to visit beside the region's own: the places that are behind, the worst first. */
export const stopsOf = (places: readonly PlaceCell[]): string[] =>
  worstFirst(places)
    .filter((place) => isRed(place.status))
    .slice(0, mostStops)
    .map((place) => place.id);

/**
 * Turns from the region's wall to those of its places and back. It outlives the walls it shows, since each is a page of its
 * own; a touch on one of them holds on the next.
 */
export class Rotation {
  /** As last seen from the region's wall. */
  private stops: string[] = [];
  private restsUntil = -Infinity;
  private timer: number | undefined;
  private show: { seconds: number; turn: () => void; onRest: (resting: boolean) => void } | undefined;

  constructor(private readonly clock: Clock) {}

  /** The wall after this one; null is the region's own, as which `current` is null too. */
  after(current: string | null): string | null {
    return this.stops[current === null ? 0 : this.stops.indexOf(current) + 1] ?? null;
  }

  /** From the region's wall, whenever its places change. */
  plan(stops: string[]): void {
    this.stops = stops;
  }

  /** A wall came up: `turn` is called when its time is over. */
  begin(seconds: number, turn: () => void, onRest: (resting: boolean) => void): void {
    this.show = { seconds, turn, onRest };
    this.arm();
  }

  /** Somebody is there. */
  touch(): void {
    this.restsUntil = this.clock.now() + restsFor;
    this.arm();
  }

  /** Somebody asks to go on. */
  resume(): void {
    this.restsUntil = -Infinity;
    this.arm();
  }

  /** Nothing turns any more until another wall begins. */
  end(): void {
    this.clock.cancel(this.timer);
    this.show = undefined;
  }

  private arm(): void {
    this.clock.cancel(this.timer);
    const show = this.show;
    if (!show) return;
    const rest = this.restsUntil - this.clock.now();
    show.onRest(rest > 0);
    this.timer =
      rest > 0 ? this.clock.after(rest, () => this.arm()) : this.clock.after(show.seconds * 1_000, show.turn);
  }
}
