/** Real time and timers of the browser, handed in so that tests can drive them. */
export interface Clock {
  now(): number;
  after(ms: number, action: () => void): number;
  cancel(timer: number | undefined): void;
}

export const browserClock: Clock = {
  // A screen's wall time may be corrected while it runs; this one only goes forward.
  now: () => performance.now(),
  after: (ms, action) => window.setTimeout(action, ms),
  cancel: (timer) => window.clearTimeout(timer),
};
