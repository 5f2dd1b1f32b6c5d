import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isEmpty, isWholePhone, newCall, poppedFrom, readCall } from './draft';
import { again, atMost, LocalDrafts, rest, Writing } from './keeping';
import { draftPrefix, forgetDrafts, sealOf, type Seal } from './sealing';

const call = { ...newCall('t1', 1_000), phone: '13812342046', name: '李女士', matter: '多收 60 元' };

/** A database answers by timers of its own. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const written = () => Object.keys(localStorage).map((key) => key + localStorage.getItem(key));

describe('in the browser', () => {
  beforeEach(() => vi.useRealTimers());

  it('keeps all but whose it is, so that nobody else reads it, and finds it again', async () => {
    const local = new LocalDrafts(localStorage, 'a1');
    local.keep('d1', call);
    await local.settled();

    expect(written()).toHaveLength(1);
    expect(written().join()).not.toMatch(/多收|matter|13812342046|李女士/);
    const again = new LocalDrafts(localStorage, 'a1');
    const found = readCall((await again.all()).get('d1'), 't', 0);
    expect(found).toEqual({ ...call, phone: '', name: '' });

    // Its own key tells neither another account, nor this one under another draft's name.
    expect((await new LocalDrafts(localStorage, 'a2').all()).size).toBe(0);
    const sealed = localStorage.getItem(`${draftPrefix('a1')}d1`) ?? '';
    localStorage.setItem(`${draftPrefix('a1')}d2`, sealed);
    localStorage.setItem(`${draftPrefix('a2')}d1`, sealed);
    expect([...(await new LocalDrafts(localStorage, 'a1').all()).keys()]).toEqual(['d1']);
    expect((await new LocalDrafts(localStorage, 'a2').all()).size).toBe(0);
  });

  it('has the last of what was typed, and nothing of what is done', async () => {
    const local = new LocalDrafts(localStorage, 'a1');
    for (const matter of ['多', '多收', '多收费']) local.keep('d1', { ...call, matter });
    local.keep('d2', call);
    local.drop('d2');
    await local.settled();
    const found = await new LocalDrafts(localStorage, 'a1').all();
    expect([...found.keys()]).toEqual(['d1']);
    expect(found.get('d1')).toMatchObject({ matter: '多收费' });
  });

  it('does not write after it was dropped what was being encrypted before', async () => {
    let goOn = (): void => undefined;
    const slow: Seal = {
      close: async (text) => (await new Promise<void>((done) => (goOn = done)), text),
      open: async (text) => text,
    };
    const local = new LocalDrafts(localStorage, 'a1', Promise.resolve(slow));
    local.keep('d1', call);
    await new Promise((done) => setTimeout(done));
    local.drop('d1');
    goOn();
    await local.settled();
    expect(localStorage.length).toBe(0);
  });

  it('has one key for all tabs, which no page can take out', async () => {
    const [one, other] = await Promise.all([sealOf('a3'), sealOf('a3')]);
    expect(await other?.open((await one?.close('门锁', 'x')) ?? '', 'x')).toBe('门锁');
    const generate = vi.spyOn(crypto.subtle, 'generateKey');
    await sealOf('a4');
    expect(generate.mock.calls[0]?.[1]).toBe(false);
    generate.mockRestore();
  });

  it('goes with whoever signs out, key and drafts, and leaves a colleague’s', async () => {
    const [mine, theirs] = [new LocalDrafts(localStorage, 'a1'), new LocalDrafts(localStorage, 'a2')];
    mine.keep('d1', call);
    theirs.keep('d2', call);
    await Promise.all([mine.settled(), theirs.settled()]);
    const [copy = ''] = written().filter((one) => one.includes('a1'));
    await forgetDrafts('a1');
    expect(Object.keys(localStorage)).toEqual([`${draftPrefix('a2')}d2`]);
    // Whoever has taken a copy reads it no more.
    const key = `${draftPrefix('a1')}d1`;
    localStorage.setItem(key, copy.slice(key.length));
    expect((await new LocalDrafts(localStorage, 'a1').all()).size).toBe(0);
    expect((await new LocalDrafts(localStorage, 'a2').all()).size).toBe(1);
  });

  it('keeps nothing where it cannot encrypt, or may not write', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const bare = new LocalDrafts(localStorage, 'a5');
    bare.keep('d1', call);
    await bare.settled();
    expect(localStorage.length).toBe(0);
    vi.unstubAllGlobals();

    const full = { length: 0, setItem: () => expect.fail('full'), key: () => null } as unknown as Storage;
    const local = new LocalDrafts(full, 'a1');
    local.keep('d1', call);
    await local.settled();
    expect((await new LocalDrafts(null, 'a1').all()).size).toBe(0);
  });

  it('removes what was written before drafts were encrypted', async () => {
    localStorage.setItem(`${draftPrefix('a1')}d9`, JSON.stringify({ matter: '门锁' }));
    expect((await new LocalDrafts(localStorage, 'a1').all()).size).toBe(0);
    expect(localStorage.length).toBe(0);
  });
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

it('takes what the telephone system gives, behind the # or by query, and a ticket that is linked to', () => {
  expect(poppedFrom('?call=C-7&phone=138-1234%202046', '')).toEqual({
    call: 'C-7',
    recording: '',
    phone: '13812342046',
    ticket: '',
  });
  expect(poppedFrom('', '#call=C-7&recording=https://r/1')).toMatchObject({ call: 'C-7', recording: 'https://r/1' });
  expect(poppedFrom('', '#ticket=t1')).toMatchObject({ ticket: 't1', phone: '' });
  expect(poppedFrom('?lang=en', '#')).toBeNull();
});

it('knows a whole number', () => {
  const whole = ['13812342046', '138 1234 2046', '0371-65551234'];
  expect(whole.map(isWholePhone)).toEqual([true, true, true]);
  expect(['1381234204', '138123420466', ''].map(isWholePhone)).toEqual([false, false, false]);
});
