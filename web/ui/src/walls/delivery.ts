import type { Frame } from './frame';

/** When to paint. */
export interface Paint {
  /** A hidden tab has no animation frames. */
  hidden(): boolean;
  request(action: () => void): number;
  cancel(request: number): void;
}

export const browserPaint: Paint = {
  hidden: () => document.hidden,
  request: (action) => requestAnimationFrame(action),
  cancel: (request) => cancelAnimationFrame(request),
};

/** Hands frames on once per animation frame, all that came meanwhile together. */
export class Delivery {
  private waiting: { frame: Frame; took: () => void }[] = [];
  private request: number | undefined;

  constructor(
    private readonly apply: (frame: Frame) => void,
    private readonly paint: Paint,
  ) {}

  push(frame: Frame, took: () => void): void {
    this.waiting.push({ frame, took });
    if (this.paint.hidden()) this.flush();
    else this.request ??= this.paint.request(() => this.flush());
  }

  /** Also called when the tab is hidden, since the animation frame asked for may then never come. */
  flush(): void {
    if (this.request !== undefined) this.paint.cancel(this.request);
    this.request = undefined;
    const batch = this.waiting;
    this.waiting = [];
    for (const { frame, took } of batch) {
      this.apply(frame);
      took();
    }
  }
}
