import type { Clock } from './clock';

/** Without a sign for so long, after there were some, the delay cannot be told any more. */
export const lostAfter = 10_000;
const samplesKept = 5;

/** One question to the server's clock: when it was sent and answered by the local clock, and what it said. */
export interface RoundTrip {
  sent: number;
  received: number;
  server: number;
}

/** Server's time minus local time, by the quickest trip: it has the least room to be wrong. */
export function offsetOf(trips: readonly RoundTrip[]): number | null {
  const [best] = [...trips].sort((a, b) => a.received - a.sent - (b.received - b.sent));
  return best ? best.server - (best.sent + best.received) / 2 : null;
}

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Milliseconds from the server's hand to the screen; `lost` when signs stopped; null when there is nothing to say. */
export type Latency = number | 'lost' | null;

/** What the canary's signs say about the delay. */
export class LatencyMeter {
  private samples: number[] = [];
  private lastSign = -Infinity;

  /** A sign of the server's time `at` is on the screen; without an offset nothing can be measured by it. */
  sign(at: number, now: number, offset: number | null): void {
    // One that was sung long ago and comes only now says how long nobody heard, not how long the way is.
    if (offset !== null && now + offset - at > lostAfter) return;
    // Two perches count together for a moment when the canary moves: a time of years ahead, which is no sign.
    if (offset !== null && at - (now + offset) > lostAfter) return;
    this.lastSign = now;
    // A difference of clocks smaller than the estimate's own error must not read as time travel.
    if (offset !== null) this.samples = [...this.samples, Math.max(0, now + offset - at)].slice(-samplesKept);
  }

  read(now: number): Latency {
    if (this.lastSign === -Infinity) return null;
    if (now - this.lastSign >= lostAfter) return 'lost';
    const value = median(this.samples);
    return value === null ? null : Math.round(value);
  }
}

const trips = 5;
const askEvery = 60_000;
const askAgain = 5_000;

/** Keeps the offset to the server's clock: a few questions in a row, once a minute. */
export class ServerClock {
  offset: number | null = null;
  private timer: number | undefined;
  private ended = false;

  /** `ask` fails while there is no connection, or when the server knows no such question. */
  constructor(
    private readonly ask: () => Promise<number>,
    private readonly clock: Clock,
  ) {}

  async estimate(): Promise<void> {
    const made: RoundTrip[] = [];
    try {
      while (made.length < trips && !this.ended) {
        const sent = this.clock.now();
        const server = await this.ask();
        made.push({ sent, server, received: this.clock.now() });
      }
    } catch {
      // Whoever reads the delay sees nothing instead; the next round is soon.
    }
    if (this.ended) return;
    this.offset = offsetOf(made) ?? this.offset;
    this.timer = this.clock.after(made.length < trips ? askAgain : askEvery, () => void this.estimate());
  }

  end(): void {
    this.ended = true;
    this.clock.cancel(this.timer);
  }
}
