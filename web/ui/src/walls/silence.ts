import type { Clock } from './clock';

/** A frame is due every 2 s; without one for so long the picture is called stale. */
export const staleAfter = 6_000;

/**
 * Counts the seconds since the last frame, and nothing else: what the connection believes about itself does
 * not matter to somebody who looks at a picture that stands still.
 */
export class Silence {
  private last: number;
  private timer: number | undefined;
  private silent = false;

  /** `onChange` hears the whole seconds of silence, or null when frames are back. */
  constructor(
    private readonly clock: Clock,
    private readonly onChange: (seconds: number | null) => void,
  ) {
    this.last = clock.now();
    this.check();
  }

  heard(): void {
    this.last = this.clock.now();
    if (!this.silent) return;
    this.silent = false;
    this.onChange(null);
    this.check();
  }

  stop(): void {
    this.clock.cancel(this.timer);
  }

  /** The timer is set once and looks again, so that 60 frames a second do not set 60 timers. */
  private check(): void {
    this.clock.cancel(this.timer);
    const age = this.clock.now() - this.last;
    if (age >= staleAfter) {
      this.silent = true;
      this.onChange(Math.floor(age / 1_000));
    }
    this.timer = this.clock.after(this.silent ? 1_000 : staleAfter - age, () => this.check());
  }
}
