import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isEmpty, isWholePhone, newCall, poppedFrom, readCall } from './draft';
import { again, atMost, LocalDrafts, rest, Writing } from './keeping';

const call = { ...newCall('t1', 1_000), phone: '13812342046', name: '李女士', matter: '多收 60 元' };

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

it('keeps in the browser all but whose it is, and finds it again', () => {
  const local = new LocalDrafts(localStorage, 'a1');
  local.keep('d1', call);

  const bare = Object.keys(localStorage).map((key) => key + localStorage.getItem(key));
  expect(bare.join()).not.toMatch(/13812342046|李女士/);
  expect(readCall(local.all().get('d1'), 't', 0)).toEqual({ ...call, phone: '', name: '' });
  expect(new LocalDrafts(localStorage, 'a2').all().size).toBe(0);
  local.drop('d1');
  expect(local.all().size).toBe(0);
});

it('goes on where the browser keeps nothing', () => {
  const full = {
    ...localStorage,
    length: 0,
    setItem: () => expect.fail('full'),
    key: () => null,
  } as unknown as Storage;
  expect(() => new LocalDrafts(full, 'a1').keep('d1', call)).not.toThrow();
  expect(new LocalDrafts(null, 'a1').all().size).toBe(0);
});

it('writes soon after the last keystroke', async () => {
  const write = vi.fn(async () => true);
  const writing = new Writing(write);
  writing.changed();
  await vi.advanceTimersByTimeAsync(rest - 1);
  expect(write).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(write).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(write).toHaveBeenCalledTimes(1);
});

it('leaves no keystroke older than two seconds while somebody types on', async () => {
  const written: number[] = [];
  const writing = new Writing(async () => written.push(Date.now()) > 0);
  const begun = Date.now();
  for (let n = 0; n < 100; n++) {
    writing.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  const gaps = written.map((at, n) => at - (written[n - 1] ?? begun));
  expect(written.length).toBeGreaterThan(4);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(atMost + 100);
});

it('writes once more what changed while it wrote, one at a time', async () => {
  let now = 0;
  let most = 0;
  const write = vi.fn(async () => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 3_000));
    now--;
    return true;
  });
  const writing = new Writing(write);
  writing.changed();
  await vi.advanceTimersByTimeAsync(rest + 1);
  writing.changed();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([write.mock.calls.length, most]).toEqual([2, 1]);
});

it('tries again what failed', async () => {
  const write = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(true);
  new Writing(write).changed();
  await vi.advanceTimersByTimeAsync(rest + again);
  expect(write).toHaveBeenCalledTimes(2);
});

it('reads what older pages wrote, and nothing else', () => {
  expect(readCall({ matter: '门锁', target: { name: '站' }, begun: 'x', other: 1 }, 't2', 5)).toEqual({
    ...newCall('t2', 5),
    matter: '门锁',
  });
  expect([null, 'x', [1]].map((data) => readCall(data, 't', 0))).toEqual([null, null, null]);
});

it('knows an empty call', () => {
  expect(isEmpty(newCall('t', 0))).toBe(true);
  expect(isEmpty({ ...newCall('t', 0), matter: ' ' })).toBe(true);
  expect(isEmpty({ ...newCall('t', 0), phone: '1' })).toBe(false);
});

it('takes what the telephone system gives, by query or behind the #', () => {
  expect(poppedFrom('?call=C-7&phone=138-1234%202046', '')).toEqual({
    call: 'C-7',
    recording: '',
    phone: '13812342046',
  });
  expect(poppedFrom('', '#call=C-7&recording=https://r/1')).toMatchObject({ call: 'C-7', recording: 'https://r/1' });
  expect(poppedFrom('?lang=en', '#')).toBeNull();
});

it('knows a whole number', () => {
  const whole = ['13812342046', '138 1234 2046', '0371-65551234'];
  expect(whole.map(isWholePhone)).toEqual([true, true, true]);
  expect(['1381234204', '138123420466', ''].map(isWholePhone)).toEqual([false, false, false]);
});
