import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from './clock';
import type { PlaceCell } from './frame';
import { Rotation, rotationSeconds, stopsOf } from './rotation';

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => setTimeout(action, ms) as unknown as number,
  cancel: (timer) => clearTimeout(timer),
};

it('takes between half a minute and an hour, and nothing for nonsense', () => {
  expect([rotationSeconds('60'), rotationSeconds('1'), rotationSeconds('99999')]).toEqual([60, 30, 3_600]);
  expect([rotationSeconds(undefined), rotationSeconds(''), rotationSeconds('soon')]).toEqual([null, null, null]);
});

it('visits those that are behind, the worst first, six at most', () => {
  const place = (rank: number, status = 'behind') => ({ id: `p${rank}`, rank, status }) as PlaceCell;
  const places = [place(8), place(3), place(1), place(2, 'atRisk'), place(4), place(5), place(6), place(7)];
  expect(stopsOf(places)).toEqual(['p1', 'p3', 'p4', 'p5', 'p6', 'p7']);
});

describe('the rotation', () => {
  let rotation: Rotation;
  let shown: (string | null)[];
  let rests: boolean[];
  const come = (place: string | null) => {
    shown.push(place);
    rotation.begin(
      30,
      () => come(rotation.after(place)),
      (resting) => rests.push(resting),
    );
  };

  beforeEach(() => {
    vi.useFakeTimers();
    rotation = new Rotation(clock);
    shown = [];
    rests = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes round', () => {
    rotation.plan(['a', 'b']);
    come(null);
    vi.advanceTimersByTime(90_000);
    expect(shown).toEqual([null, 'a', 'b', null]);
  });

  it('stays where nothing is behind, and finds home from anywhere', () => {
    come(null);
    vi.advanceTimersByTime(30_000);
    expect(shown).toEqual([null, null]);
    expect(rotation.after('elsewhere')).toBeNull();
  });

  it('rests two minutes from the last touch, on the next wall too', () => {
    rotation.plan(['a']);
    come(null);
    vi.advanceTimersByTime(20_000);
    rotation.touch();
    vi.advanceTimersByTime(60_000);
    rotation.touch();
    rotation.end();
    come('a');
    expect(rests.at(-1)).toBe(true);
    vi.advanceTimersByTime(119_000);
    expect([shown, rests.at(-1)]).toEqual([[null, 'a'], true]);
    vi.advanceTimersByTime(1_000);
    expect(rests.at(-1)).toBe(false);
    vi.advanceTimersByTime(30_000);
    expect(shown).toEqual([null, 'a', null]);
  });

  it('goes on when asked', () => {
    rotation.plan(['a']);
    come(null);
    rotation.touch();
    rotation.resume();
    expect(rests).toEqual([false, true, false]);
    vi.advanceTimersByTime(30_000);
    expect(shown).toEqual([null, 'a']);
  });

  it('is still once ended', () => {
    come(null);
    rotation.end();
    rotation.touch();
    vi.advanceTimersByTime(600_000);
    expect(shown).toEqual([null]);
  });
});
