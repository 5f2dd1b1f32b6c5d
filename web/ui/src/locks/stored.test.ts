import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answered, transact } from '../outbox/database';
import { clear, draft } from '../outbox/samples';
import { put, putBlob, readAll } from '../outbox/store';
import { closeAll, locks, readLock, recallLocks } from './keys';
import { removeLock, setLock, unlock } from './lock';
import { everything, fill, picture, typed, words } from './samples';
import { isSealed } from './sealed';

beforeEach(async () => {
  await clear();
  closeAll();
  await recallLocks();
});

describe('what is broken off', () => {
  it('while it is sealed is sealed to the end when it is opened next, each once', async () => {
    for (const n of [1, 2, 3]) await put(draft(`s${n}`, { words, n }), n);
    const encrypt = vi.spyOn(crypto.subtle, 'encrypt');
    let left = 2;
    encrypt.mockImplementation(async function (this: SubtleCrypto, ...of: Parameters<SubtleCrypto['encrypt']>) {
      if (left-- <= 0) throw new Error('the page is closed');
      return SubtleCrypto.prototype.encrypt.apply(crypto.subtle, of);
    });
    await expect(setLock('me', typed)).rejects.toThrow('the page is closed');
    encrypt.mockRestore();
    expect(await everything()).toContain(words);
    closeAll();
    expect(await unlock('me', typed, 0)).toBe('open');
    expect(await everything()).not.toContain(words);
    expect((await readAll()).entries.map(({ body }) => (JSON.parse(body) as { n: number }).n)).toEqual([1, 2, 3]);
  });

  it('while it is opened for good goes on, and what is entered meanwhile is open', async () => {
    await fill();
    await setLock('me', typed);
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt').mockRejectedValue(new Error('the page is closed'));
    await expect(removeLock('me', typed, 0)).rejects.toThrow('the page is closed');
    decrypt.mockRestore();
    closeAll();
    await recallLocks();
    expect(locks.value?.has('me')).toBe(true);
    expect(await unlock('me', typed, 0)).toBe('open');
    expect(await readLock('me')).toBeNull();
    expect(await everything()).toContain(words);
  });
});

it('a photo that is changed while it is sealed is sealed as it is then', async () => {
  const made = await putBlob(new Blob([picture]), { owner: 'me', subject: 'a', url: '/photos' }, 1);
  const sealing = setLock('me', typed);
  await transact(['blobs'], 'readwrite', async (of) => {
    await answered(of('blobs').put({ ...made, address: '/there' }));
  });
  await sealing;
  const [blob] = (await readAll()).blobs;
  expect([blob?.address, isSealed(blob?.content)]).toEqual(['/there', true]);
});
