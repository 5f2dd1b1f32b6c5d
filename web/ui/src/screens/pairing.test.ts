import { effectScope } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../walls/clock';
import { deed, pageVersion, type Device } from './device';
import { usePairing, type Step } from './pairing';
import { spanOf, stateOf, type Screen } from './screens';

/** Timers that go off when the test says so. */
function handClock() {
  const waiting: { ms: number; action: () => void }[] = [];
  const clock: Clock = {
    now: () => 0,
    after: (ms, action) => waiting.push({ ms, action }),
    cancel: () => undefined,
  };
  const next = async () => {
    const timer = waiting.shift();
    timer?.action();
    await settled();
    return timer?.ms;
  };
  return { clock, next, waiting };
}

const settled = () => new Promise((done) => setTimeout(done));

describe('a page without a right', () => {
  it('shows a code, takes a new one when it is over, and begins once one is approved', async () => {
    const answers: Step[] = ['waits', 'over', 'waits', 'paired'];
    const secrets: string[] = [];
    let begun = 0;
    const desk = {
      begin: async () => ({ code: `CODE${++begun}`, secret: `secret ${begun}`, seconds: 600 }),
      claim: async (secret: string) => {
        secrets.push(secret);
        return answers.shift() ?? 'waits';
      },
    };
    const onPaired = vi.fn();
    const { clock, next, waiting } = handClock();
    const scope = effectScope();
    const { code, minutes } = scope.run(() => usePairing(desk, onPaired, clock)) ?? expect.fail();
    await settled();
    expect([code.value, minutes.value]).toEqual(['CODE1', 10]);
    await next();
    expect(code.value).toBe('CODE1');
    await next();
    expect(code.value).toBeNull();
    await next();
    expect(code.value).toBe('CODE2');
    await next();
    await next();
    expect(secrets).toEqual(['secret 1', 'secret 1', 'secret 2', 'secret 2']);
    expect(onPaired).toHaveBeenCalledOnce();
    expect(waiting).toHaveLength(0);
    scope.stop();
  });

  it('keeps its code and asks again when the server does not answer', async () => {
    let fails = false;
    const desk = {
      begin: async () => ({ code: 'CODE', secret: 's', seconds: 600 }),
      claim: async (): Promise<Step> => {
        if (fails) throw new Error('away');
        return 'waits';
      },
    };
    const { clock, next, waiting } = handClock();
    const scope = effectScope();
    const { code } = scope.run(() => usePairing(desk, () => undefined, clock)) ?? expect.fail();
    await settled();
    fails = true;
    await next();
    expect(code.value).toBe('CODE');
    expect(waiting).toHaveLength(1);
    scope.stop();
    await next();
    expect(waiting).toHaveLength(0);
  });
});

describe('a paired screen', () => {
  const device: Device = { screen: 'a', name: '大厅', place: 's1', inches: 55, metres: 4, reloads: 2 };
  const is = (now: Device) => ({ is: 'device', device: now }) as const;

  it('moves and reloads when it is told to, once', () => {
    expect(deed(null, is(device))).toBeNull();
    expect(deed(is(device), is({ ...device, name: '会议室', inches: 98 }))).toBeNull();
    expect(deed(is(device), is({ ...device, place: 's2' }))).toBe('move');
    expect(deed(is(device), is({ ...device, reloads: 3 }))).toBe('reload');
    expect(deed(is(device), null)).toBeNull();
    expect(deed(is(device), { is: 'revoked' })).toBeNull();
    expect(deed({ is: 'none' }, is(device))).toBe('reload');
  });

  it('knows its version by the name of its script', () => {
    expect(pageVersion(['http://x/assets/index-CDuBtU9B.js'])).toBe('CDuBtU9B');
    expect(pageVersion(['http://x/assets/index-C-u_tU9B.js'])).toBe('C-u_tU9B');
    expect(pageVersion(['http://x/src/main.ts'])).toBe('development');
  });
});

it('a screen’s state has one word, and a time the largest unit that it fills', () => {
  const screen = { isPaired: true, isOnline: true } as Screen;
  expect(stateOf(screen)).toBe('online');
  expect(stateOf({ ...screen, isOnline: false })).toBe('offline');
  expect(stateOf({ ...screen, isPaired: false })).toBe('waiting');
  expect(stateOf({ ...screen, revoked: '已拆除' })).toBe('revoked');
  expect([340, 12_900, 61_000, 7_300_000, 190_000_000].map(spanOf)).toEqual([
    { unit: 'seconds', n: 0.3 },
    { unit: 'seconds', n: 12 },
    { unit: 'minutes', n: 1 },
    { unit: 'hours', n: 2 },
    { unit: 'days', n: 2 },
  ]);
});
