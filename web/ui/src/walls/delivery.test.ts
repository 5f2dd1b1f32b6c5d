import { beforeEach, expect, it } from 'vitest';
import { Delivery } from './delivery';
import type { Frame } from './frame';

let log: string[];
let hidden: boolean;
let paint: (() => void) | undefined;
let delivery: Delivery;
const push = (n: number) => delivery.push({ n } as Frame, () => log.push(`took ${n}`));

beforeEach(() => {
  log = [];
  hidden = false;
  paint = undefined;
  delivery = new Delivery((frame) => log.push(`frame ${frame.n}`), {
    hidden: () => hidden,
    request(action) {
      if (paint) throw new Error('asked for two animation frames');
      paint = action;
      return 1;
    },
    cancel: () => (paint = undefined),
  });
});

it('hands on what came meanwhile once per animation frame, and tells of each', () => {
  push(1);
  push(2);
  expect(log).toEqual([]);
  paint?.();
  expect(log).toEqual(['frame 1', 'took 1', 'frame 2', 'took 2']);
  push(3);
  paint?.();
  expect(log).toHaveLength(6);
});

it('does not wait for an animation frame in a hidden tab', () => {
  push(1);
  hidden = true;
  delivery.flush();
  push(2);
  expect(log).toEqual(['frame 1', 'took 1', 'frame 2', 'took 2']);
});
