import { describe, expect, it } from 'vitest';
import { LatencyMeter, median, offsetOf, ServerClock } from './canary';
import type { Clock } from './clock';

it('takes the offset from the quickest round trip', () => {
  expect(offsetOf([])).toBeNull();
  expect(
    offsetOf([
      { sent: 0, received: 400, server: 5_300 },
      { sent: 1_000, received: 1_010, server: 6_005 },
    ]),
  ).toBe(5_000);
});

it('finds the middle', () => {
  expect([median([]), median([7]), median([9, 1]), median([30, 10, 20])]).toEqual([null, 7, 5, 20]);
});

describe('the delay', () => {
  const offset = 1_000_000;

  it('is the median of the last five signs, so one late one is not news', () => {
    const meter = new LatencyMeter();
    expect(meter.read(0)).toBeNull();
    [40, 38, 900, 36, 42, 39].forEach((ms, i) => meter.sign(offset + i * 1_000 - ms, i * 1_000, offset));
    expect(meter.read(5_000)).toBe(39);
  });

  it('is unknown without the server’s clock, and never negative', () => {
    const meter = new LatencyMeter();
    meter.sign(123, 0, null);
    expect(meter.read(0)).toBeNull();
    meter.sign(offset + 5, 0, offset);
    expect(meter.read(0)).toBe(0);
  });

  it('is lost ten seconds after the last sign, and found with the next', () => {
    const meter = new LatencyMeter();
    meter.sign(offset, 20, offset);
    expect([meter.read(10_019), meter.read(10_020)]).toEqual([20, 'lost']);
    meter.sign(offset + 11_000, 11_020, offset);
    expect(meter.read(11_020)).toBe(20);
  });
});

describe('the server’s clock', () => {
  const fake = () => {
    const clock = { time: 0, due: null as { ms: number; action: () => void } | null, cancelled: 0 };
    const hands: Clock = {
      now: () => clock.time,
      after: (ms, action) => ((clock.due = { ms, action }), 1),
      cancel: () => clock.cancelled++,
    };
    return { clock, hands };
  };

  it('is asked five times in a row, and again after a minute', async () => {
    const { clock, hands } = fake();
    const takes = [300, 80, 20, 90, 200];
    let asked = 0;
    const server = new ServerClock(async () => {
      const ms = takes[asked++ % 5] ?? 0;
      clock.time += ms;
      return clock.time - ms / 2 + 7_000;
    }, hands);
    await server.estimate();
    expect([asked, server.offset, clock.due?.ms]).toEqual([5, 7_000, 60_000]);
  });

  it('is asked again soon when it does not answer, and keeps what is known', async () => {
    const { clock, hands } = fake();
    let answers = true;
    const server = new ServerClock(async () => {
      if (!answers) throw new Error('not connected');
      return 7_000;
    }, hands);
    await server.estimate();
    answers = false;
    await server.estimate();
    expect([server.offset, clock.due?.ms]).toEqual([7_000, 5_000]);
  });

  it('is asked nothing more once ended', async () => {
    const { clock, hands } = fake();
    const server = new ServerClock(async () => 0, hands);
    const asking = server.estimate();
    server.end();
    await asking;
    expect(clock.due).toBeNull();
  });
});
