import type { Clock } from './clock';
import type { Frame, Seen } from './frame';

/** The part of SignalR's HubConnection that a wall uses. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  send(method: string, ...args: unknown[]): Promise<void>;
  invoke(method: string): Promise<unknown>;
  stream(method: string, ...args: unknown[]): { subscribe(observer: FrameObserver): { dispose(): void } };
  onclose(callback: () => void): void;
  onreconnecting(callback: () => void): void;
  onreconnected(callback: () => void): void;
}

export interface FrameObserver {
  next(frame: Frame): void;
  error(reason: unknown): void;
  complete(): void;
}

export interface ConnectionOptions {
  /** A region's id; null: the topmost, whatever its id. */
  place: string | null;
  /** Frames a second that the screen can use at most. */
  rate: number;
  createHub(): Hub;
  /** Position of the last frame applied. */
  seen(): Seen | null;
  /** `took` tells the server that the frame is on the screen. */
  onFrame(frame: Frame, took: () => void): void;
  /** The stream ended with an error, of the server's or of the connection's. */
  onBroken(reason: string): void;
  clock: Clock;
  random(): number;
}

const connectWithin = 5_000;
const retryWithin = 3_000;
const restartWithin = 1_000;
/** A server that refuses is not asked again at once. */
const refusedPause = 1_000;
/** A frame is due every 2 s; a stream that is silent for so long is stuck though its connection lives. */
const silentFor = 12_000;

/**
 * Keeps one stream of frames open for ever. SignalR's client does not resume streams, and an attempt of its
 * to connect can hang without end; so whenever it is not connected for 5 s it is thrown away for a new one.
 */
export class WallConnection {
  private hub: Hub | undefined;
  private stream: { dispose(): void } | undefined;
  private connected = false;
  private lastSign = 0;
  /** One thing is waited for at a time: to be connected, to try again, or the next frame. */
  private timer: number | undefined;
  private restartTimer: number | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  open(): void {
    this.renew();
  }

  close(): void {
    this.options.clock.cancel(this.timer);
    this.options.clock.cancel(this.restartTimer);
    const hub = this.hub;
    this.hub = undefined;
    this.connected = false;
    this.endStream();
    hub?.stop().catch(ignore);
  }

  /** Streams anew from what the screen has seen. */
  restart(): void {
    if (this.hub && this.connected) this.watch(this.hub);
  }

  /** The server's real time, in milliseconds of UTC. */
  async time(): Promise<number> {
    if (!this.hub || !this.connected) throw new Error('not connected');
    return Number(await this.hub.invoke('Time'));
  }

  private renew(): void {
    this.close();
    const hub = this.options.createHub();
    this.hub = hub;
    const whileCurrent = (action: () => void) => () => {
      if (this.hub === hub) action();
    };
    hub.onreconnecting(whileCurrent(() => this.waitForConnection()));
    hub.onreconnected(whileCurrent(() => this.begin(hub)));
    const again = whileCurrent(() => this.renewLater());
    hub.onclose(again);
    this.waitForConnection();
    hub.start().then(
      whileCurrent(() => this.begin(hub)),
      again,
    );
  }

  private waitForConnection(): void {
    this.connected = false;
    this.arm(connectWithin, () => this.renew());
  }

  private renewLater(): void {
    this.connected = false;
    this.arm(this.options.random() * retryWithin, () => this.renew());
  }

  private begin(hub: Hub): void {
    this.connected = true;
    this.watch(hub);
    this.guardSilence();
  }

  private watch(hub: Hub): void {
    this.options.clock.cancel(this.restartTimer);
    this.endStream();
    this.lastSign = this.options.clock.now();
    // Callbacks of a stream that was replaced meanwhile must not touch its successor.
    let ended = false;
    // There is nothing left to cancel.
    const over = () => {
      ended = true;
      this.stream = undefined;
    };
    const { place, rate, seen, onFrame } = this.options;
    const subscription = hub.stream('Watch', place, rate, seen()).subscribe({
      next: (frame) => {
        if (ended) return;
        this.lastSign = this.options.clock.now();
        onFrame(frame, () => {
          if (!ended) hub.send('Took', frame.n).catch(ignore);
        });
      },
      error: (reason) => {
        if (ended) return;
        over();
        this.options.onBroken(reason instanceof Error ? reason.message : String(reason));
        this.restartLater(refusedPause);
      },
      complete: () => {
        if (ended) return;
        over();
        this.restartLater(0);
      },
    });
    this.stream = {
      dispose: () => {
        ended = true;
        subscription.dispose();
      },
    };
  }

  private endStream(): void {
    this.stream?.dispose();
    this.stream = undefined;
  }

  private restartLater(pause: number): void {
    this.options.clock.cancel(this.restartTimer);
    const ms = pause + this.options.random() * restartWithin;
    this.restartTimer = this.options.clock.after(ms, () => this.restart());
  }

  private guardSilence(): void {
    const left = this.lastSign + silentFor - this.options.clock.now();
    if (left <= 0) this.renew();
    else this.arm(left, () => this.guardSilence());
  }

  private arm(ms: number, action: () => void): void {
    this.options.clock.cancel(this.timer);
    this.timer = this.options.clock.after(ms, action);
  }
}

// The next timer or callback deals with whatever failed here.
const ignore = () => undefined;
