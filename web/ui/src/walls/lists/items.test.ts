import { effectScope, nextTick, shallowRef } from 'vue';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Items } from '../../evidence/evidence';
import type { Clock } from '../clock';
import { useItems, type ItemsAnswer } from './items';

let now = 0;
let waiting: { at: number; action: () => void } | undefined;
let asked: { path: string; answer: (total: number) => void; fail: () => void }[] = [];
const clock: Clock = {
  now: () => now,
  after: (ms, action) => ((waiting = { at: now + ms, action }), 1),
  cancel: () => (waiting = undefined),
};
const ask = (path: string) =>
  new Promise<Items>((resolve, reject) =>
    asked.push({
      path,
      answer: (total) => resolve({ items: [], next: null, total, count: total, truncated: false }),
      fail: () => reject(new Error()),
    }),
  );
const settle = async () => {
  await nextTick();
  await Promise.resolve();
  await nextTick();
};
const passTo = async (time: number) => {
  now = time;
  const due = waiting;
  waiting = undefined;
  due?.action();
  await settle();
};

beforeEach(() => {
  now = 0;
  waiting = undefined;
  asked = [];
});

function begin() {
  const path = shallowRef('a');
  const moved = shallowRef(0);
  const scope = effectScope();
  const list = scope.run(() => useItems(path, moved, ask, clock, () => 0)) as ItemsAnswer;
  return { path, moved, scope, list };
}

it('asks at once, and not again while nothing moves', async () => {
  const { list } = begin();
  expect([asked.length, list.items.value]).toEqual([1, null]);
  asked[0]?.answer(3);
  await settle();
  expect([list.items.value?.total, list.failing.value, waiting]).toEqual([3, null, undefined]);
});

it('asks once for all that moved in ten seconds, and one question at a time', async () => {
  const { moved, path } = begin();
  moved.value++;
  await settle();
  expect(asked).toHaveLength(1);
  asked[0]?.answer(3);
  await settle();
  moved.value++;
  path.value = 'b';
  await settle();
  expect([asked.length, waiting?.at]).toEqual([1, 10_000]);
  await passTo(10_000);
  expect(asked.map(({ path: one }) => one)).toEqual(['a', 'b']);
});

it('keeps what it has when a question fails, says since when, and asks again', async () => {
  const { moved, list } = begin();
  asked[0]?.answer(3);
  await settle();
  now = 12_000;
  moved.value++;
  await settle();
  now = 20_000;
  asked[1]?.fail();
  await settle();
  expect([list.items.value?.total, list.failing.value, waiting?.at]).toEqual([3, 20, 22_000]);
  await passTo(22_000);
  asked[2]?.answer(4);
  await settle();
  expect([list.items.value?.total, list.failing.value]).toEqual([4, null]);
});

it('asks nothing while nobody sees it, and then at once', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  begin();
  expect(asked).toHaveLength(0);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toHaveLength(1);
  hidden.mockRestore();
});

it('leaves nothing behind', async () => {
  const { moved, scope, list } = begin();
  moved.value++;
  await settle();
  scope.stop();
  asked[0]?.answer(3);
  await settle();
  expect([list.items.value, waiting]).toEqual([null, undefined]);
});
