import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { session } from '../accounts/session';
import { keep } from './kept';
import { entries, refresh, removeBlob, removeEntry, sendAgain, unsent } from './outbox';
import { clear, draft, photo } from './samples';
import { change, put, readAll } from './store';
import { forgetWho, recallWho, who, whoKey } from './who';
import { overHttp } from './wire';
import type { Entry } from './entries';

const signedIn = (account: string | null) =>
  (session.value = { ...(account ? { account } : {}), grants: [], permissions: [] });

beforeEach(async () => {
  vi.unstubAllGlobals();
  await clear();
  await forgetWho();
  session.value = null;
  await put(draft('a', { n: 1 }), 1);
  await change((await readAll()).entries[0] as Entry, { refused: ['no'] });
  await photo('one', 'b');
  await refresh();
});

describe('of a colleague', () => {
  it('nothing is shown but how many wait', async () => {
    signedIn('you');
    await nextTick();
    expect([entries.value, unsent.value.entries, unsent.value.photos, unsent.value.refused]).toEqual([[], 0, 0, []]);
    expect(unsent.value.others).toEqual({ entries: 1, photos: 1 });
    signedIn('me');
    expect([unsent.value.entries, unsent.value.photos, unsent.value.refused.length]).toEqual([1, 1, 1]);
    expect(unsent.value.others).toEqual({ entries: 0, photos: 0 });
    expect(unsent.value.bytes).toBeGreaterThan(0);
  });

  it('nothing is sent again or given up', async () => {
    const before = await readAll();
    signedIn('you');
    await sendAgain(before.entries[0] as Entry);
    await removeEntry(before.entries[0] as Entry);
    await removeBlob(before.blobs[0]?.sha ?? '');
    expect(await readAll()).toEqual(before);
    signedIn('me');
    await sendAgain(before.entries[0] as Entry);
    expect((await readAll()).entries[0]?.refused).toEqual([]);
    await removeEntry(before.entries[0] as Entry);
    expect((await readAll()).entries).toEqual([]);
  });
});

it('whoever used the device last is believed until the server says who is signed in, and not after they left', async () => {
  await keep(whoKey, 'me', null);
  await recallWho();
  expect(who.value).toBe('me');
  signedIn(null);
  expect(who.value).toBeNull();
  session.value = null;
  await forgetWho();
  await recallWho();
  expect(who.value).toBeNull();
});

it('an entry and the end of a photo say whose they are, and hear that somebody else is signed in', async () => {
  const asked: [string, string | null][] = [];
  const refusal = JSON.stringify({ title: 'no', errors: [{ field: '', code: 'other-account', message: 'no' }] });
  vi.stubGlobal('fetch', (url: string, { headers }: RequestInit) => {
    asked.push([url, new Headers(headers).get('Circle-Account')]);
    return Promise.resolve(
      new Response(refusal, { status: 409, headers: { 'Content-Type': 'application/problem+json' } }),
    );
  });
  const wire = overHttp(
    () => undefined,
    () => undefined,
  );
  const entry = (await readAll()).entries[0] as Entry;
  await expect(wire.tell(entry, '{}')).rejects.toMatchObject({ faults: [{ code: 'other-account' }] });
  expect(asked).toEqual([['/api/a', 'me']]);
});
