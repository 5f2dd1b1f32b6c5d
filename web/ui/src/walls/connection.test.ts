import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WallConnection, type FrameObserver, type Hub } from './connection';
import type { Frame, Seen } from './frame';

/** A hub whose network the test plays. */
class FakeHub implements Hub {
  streams: { args: unknown[]; observer: FrameObserver; disposed: boolean }[] = [];
  sent: unknown[][] = [];
  stopped = false;
  closed: () => void = () => undefined;
  reconnecting: () => void = () => undefined;
  reconnected: () => void = () => undefined;
  started: () => void = () => undefined;
  refused: (reason: Error) => void = () => undefined;

  start = () =>
    new Promise<void>((resolve, reject) => {
      this.started = resolve;
      this.refused = reject;
    });
  stop = async () => {
    this.stopped = true;
  };
  send = async (...args: unknown[]) => {
    this.sent.push(args);
  };
  invoke = async (method: string) => (method === 'Time' ? 1_384_237_925_000 : undefined);
  stream = (...args: unknown[]) => ({
    subscribe: (observer: FrameObserver) => {
      const stream = { args, observer, disposed: false };
      this.streams.push(stream);
      return { dispose: () => (stream.disposed = true) };
    },
  });
  onclose = (callback: () => void) => (this.closed = callback);
  onreconnecting = (callback: () => void) => (this.reconnecting = callback);
  onreconnected = (callback: () => void) => (this.reconnected = callback);
}

const frame = (n: number) => ({ epoch: 1, n }) as Frame;

describe('the connection of a wall', () => {
  let hubs: FakeHub[];
  let frames: number[];
  let broken: string[];
  let seen: Seen | null;
  let connection: WallConnection;
  const hub = () => hubs.at(-1) as FakeHub;
  const stream = () => hub().streams.at(-1) as FakeHub['streams'][number];
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const connect = async () => {
    hub().started();
    await pass(0);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    hubs = [];
    frames = [];
    broken = [];
    seen = null;
    connection = new WallConnection({
      place: 'district',
      rate: 60,
      createHub() {
        hubs.push(new FakeHub());
        return hub();
      },
      seen: () => seen,
      onFrame(one, took) {
        frames.push(one.n);
        seen = { epoch: one.epoch, n: one.n };
        took();
      },
      onBroken: (reason) => broken.push(reason),
      clock: {
        now: () => Date.now(),
        after: (ms, action) => setTimeout(action, ms) as unknown as number,
        cancel: (timer) => clearTimeout(timer),
      },
      random: () => 0.5,
    });
    connection.open();
  });

  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  it('watches once connected, from nothing, and tells which frames it took', async () => {
    expect(hub().streams).toHaveLength(0);
    await connect();
    expect(stream().args).toEqual(['Watch', 'district', 60, null]);
    stream().observer.next(frame(1));
    stream().observer.next(frame(2));
    expect(frames).toEqual([1, 2]);
    expect(hub().sent).toEqual([
      ['Took', 1],
      ['Took', 2],
    ]);
  });

  it('throws a connection away that does not start within 5 s', async () => {
    await pass(4_999);
    expect(hubs).toHaveLength(1);
    await pass(1);
    expect(hubs).toHaveLength(2);
    expect(hubs[0]?.stopped).toBe(true);
    hubs[0]?.started();
    await pass(0);
    expect(hubs[0]?.streams).toHaveLength(0);
  });

  it('tries for ever, soon after each refusal', async () => {
    for (let attempt = 1; attempt <= 50; attempt++) {
      expect(hubs).toHaveLength(attempt);
      hub().refused(new Error('refused'));
      await pass(1_500);
    }
    await connect();
    expect(hub().streams).toHaveLength(1);
  });

  it('goes on from the last frame after a reconnection', async () => {
    await connect();
    stream().observer.next(frame(7));
    hub().reconnecting();
    await pass(3_000);
    hub().reconnected();
    expect(hubs).toHaveLength(1);
    expect(hub().streams[0]?.disposed).toBe(true);
    expect(stream().args.at(-1)).toEqual({ epoch: 1, n: 7 });
  });

  it('does not wait for a reconnection that hangs', async () => {
    await connect();
    hub().reconnecting();
    await pass(5_000);
    expect(hubs).toHaveLength(2);
  });

  it('starts over when the connection is closed', async () => {
    await connect();
    hub().closed();
    await pass(1_500);
    expect(hubs).toHaveLength(2);
  });

  it('streams again when a stream ends or breaks', async () => {
    await connect();
    stream().observer.complete();
    await pass(500);
    expect(hub().streams).toHaveLength(2);
    stream().observer.error(new Error('unknown-place'));
    expect(broken).toEqual(['unknown-place']);
    await pass(1_500);
    expect(hub().streams).toHaveLength(3);
    expect(hub().streams.some((one) => one.disposed)).toBe(false);
    expect(hubs).toHaveLength(1);
  });

  it('does not listen to a stream that it has replaced', async () => {
    await connect();
    const first = stream();
    connection.restart();
    first.observer.next(frame(9));
    first.observer.complete();
    await pass(1_000);
    expect(frames).toEqual([]);
    expect(hub().streams).toHaveLength(2);
  });

  it('renews a connection that lives but brings no frame', async () => {
    await connect();
    await pass(8_000);
    stream().observer.next(frame(1));
    await pass(11_999);
    expect(hubs).toHaveLength(1);
    await pass(1);
    expect(hubs).toHaveLength(2);
  });

  it('stays quiet once closed', async () => {
    await connect();
    connection.close();
    await pass(60_000);
    expect(hubs).toHaveLength(1);
    expect(hub().stopped).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
