import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { answered, transact } from '../outbox/database';
import { keep, kept, keptUnder } from '../outbox/kept';
import { clear, draft, fault, photo, server } from '../outbox/samples';
import { drain } from '../outbox/sender';
import { put, readAll, receivedKey } from '../outbox/store';
import { unsentOf } from '../outbox/unsentFile';
import { closeAll, closeIfIdle, idle, keys, Locked, locks, readLock, recallLocks, touch, used } from './keys';
import { changeLock, forgetLock, removeLock, setLock, unlock, waitAfter } from './lock';
import { everything, fill, picture, typed, words } from './samples';
import { isSealed } from './sealed';

beforeEach(async () => {
  await clear();
  closeAll();
  await recallLocks();
});

describe('a lock', () => {
  it('leaves nothing on the device that can be read, of before and of after', async () => {
    await fill();
    expect(await everything()).toContain(words);
    await setLock('me', typed);
    await keep('log-draft/me/other', { words }, 'me', 3);
    await put(draft('b', { words }), 4);
    await photo(`${picture} again`, 'b');
    const all = await everything();
    for (const open of [words, picture, typed]) expect(all).not.toContain(open);
    expect(all).toContain('a');
  });

  it('opens by what was typed, and nothing else, and all is as it was', async () => {
    const sha = await fill();
    const before = await readAll();
    await setLock('me', typed);
    closeAll();
    const shut = await readAll();
    expect(shut.entries.map(({ isLocked, body, label, blobs }) => [isLocked, body, label, blobs])).toEqual([
      [true, '', '', [sha]],
    ]);
    expect(await kept('log-draft/me/new')).toBeNull();
    expect(await keptUnder('log-draft/')).toEqual([]);
    expect(await unlock('me', `${typed}x`, 0)).toBe('wrong');
    expect(keys.value.size).toBe(0);
    expect(await unlock('me', typed, 0)).toBe('open');
    expect((await readAll()).entries).toEqual(before.entries);
    expect((await kept('log-draft/me/new'))?.value).toEqual({ words });
    expect((await readLock('me'))?.wrong).toBe(0);
  });

  it('goes on by itself after five minutes without use, and not while something is sent', async () => {
    await setLock('me', typed);
    const last = used.at;
    closeIfIdle(last + idle, false);
    closeIfIdle(last + idle + 1, true);
    expect(keys.value.size).toBe(1);
    touch(last + 1_000);
    closeIfIdle(last + idle + 1, false);
    expect(keys.value.size).toBe(1);
    closeIfIdle(last + 1_000 + idle + 1, false);
    expect(keys.value.size).toBe(0);
  });

  it('is of one account: what a colleague enters on the same device is theirs', async () => {
    await setLock('me', typed);
    closeAll();
    await put(draft('c', { n: 1 }, { owner: 'you' }), 1);
    await expect(put(draft('a', { n: 1 }), 1)).rejects.toThrow(Locked);
    await expect(keep('x', 1, 'me')).rejects.toThrow(Locked);
    await expect(photo('p')).rejects.toThrow(Locked);
    expect((await readAll()).entries.map(({ owner, body }) => [owner, body])).toEqual([['you', '{"n":1}']]);
  });

  it('sends nothing while it is on, and all of it when it is open', async () => {
    await fill();
    await put(draft('b', { n: 2 }), 5);
    await setLock('me', typed);
    closeAll();
    const { wire, told, uploaded } = server();
    expect(await drain(wire, 0)).toBe('locked');
    expect([told, uploaded]).toEqual([[], []]);
    await unlock('me', typed, 0);
    expect(await drain(wire, 0)).toBe('empty');
    expect(told.map(({ body }) => body)).toEqual([`{"words":"${words}","photo":{"blob":"server-1"}}`, '{"n":2}']);
    expect((await kept(receivedKey('me', 'a')))?.value).toMatchObject({ words });
    expect(await everything()).not.toContain(words);
  });

  it('seals the server’s words too, and exports what is open', async () => {
    await fill();
    await setLock('me', typed);
    const { wire } = server({
      entry: () => {
        throw fault('overlap');
      },
    });
    expect(await drain(wire, 0)).toBe('refused');
    expect(await everything()).not.toContain('refused: overlap');
    const file = JSON.parse((await unsentOf('me', 0)) ?? '') as {
      entries: { refused: string[] }[];
      photos: { base64: string }[];
    };
    expect(file.entries[0]?.refused).toEqual(['refused: overlap']);
    expect(atob(file.photos[0]?.base64 ?? '')).toBe(picture);
  });
});

describe('a try in vain', () => {
  it('waits from the fifth on, twice as long each time, on another day too', async () => {
    expect([4, 5, 6, 7, 99].map(waitAfter)).toEqual([0, 30_000, 60_000, 120_000, 900_000]);
    await setLock('me', typed);
    closeAll();
    for (let n = 1; n < 5; n++) expect(await unlock('me', 'no', 1_000)).toBe('wrong');
    expect(await unlock('me', 'no', 1_000)).toEqual({ wait: 30_000 });
    expect(await unlock('me', typed, 2_000)).toEqual({ wait: 29_000 });
    expect(await unlock('me', typed, 31_000)).toBe('open');
  });
});

describe('what was typed', () => {
  it('may be changed without touching what is kept', async () => {
    await fill();
    await setLock('me', typed);
    const [before] = await transact(
      ['entries'],
      'readonly',
      async (of) => (await answered(of('entries').getAll())) as { body: unknown }[],
    );
    expect(await changeLock('me', 'wrong one', 'another', 0)).toBe('wrong');
    expect(await changeLock('me', typed, 'another one', 0)).toBe('open');
    closeAll();
    expect(await unlock('me', typed, 0)).toBe('wrong');
    expect(await unlock('me', 'another one', 0)).toBe('open');
    const [after] = await transact(
      ['entries'],
      'readonly',
      async (of) => (await answered(of('entries').getAll())) as { body: unknown }[],
    );
    expect(after).toEqual(before);
  });

  it('may be taken off, and what is kept is as it was', async () => {
    await fill();
    const before = await readAll();
    await setLock('me', typed);
    expect(await removeLock('me', 'wrong one', 0)).toBe('wrong');
    expect(await removeLock('me', typed, 0)).toBe('open');
    const after = await readAll();
    expect(after.entries).toEqual(before.entries);
    expect(after.blobs.map(({ content }) => isSealed(content))).toEqual([false]);
    expect([await readLock('me'), locks.value?.size]).toEqual([null, 0]);
  });

  it('that is forgotten gives up what that account has here, and nobody else’s', async () => {
    await fill();
    await put(draft('c', { n: 1 }, { owner: 'you' }), 1);
    await setLock('me', typed);
    closeAll();
    await forgetLock('me');
    const left = await readAll();
    expect([left.entries.map(({ owner }) => owner), left.blobs]).toEqual([['you'], []]);
    expect(await keptUnder('')).toEqual([]);
    await put(draft('a', { n: 1 }), 1);
  });
});
