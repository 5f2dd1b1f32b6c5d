import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { blobsOf, filledWith, Full, most, type Entry } from './entries';
import { keep, kept, unkeep } from './kept';
import { clear, draft, fault, photo, server } from './samples';
import { drain } from './sender';
import { change, changeBlob, discard, dropBlob, put, putBlob, readAll, release } from './store';

beforeEach(clear);

describe('photos', () => {
  it('go before what names them, once, and their answers stand in its body', async () => {
    const [one, same, two] = [await photo('one'), await photo('one'), await photo('two')];
    expect(same.sha).toBe(one.sha);
    await put(draft('a', { photos: [{ $blob: one.sha }, { $blob: two.sha }] }), 1);
    const { wire, told, uploaded } = server();
    expect(await drain(wire, 0)).toBe('empty');
    expect(uploaded).toEqual([one.sha, two.sha]);
    expect(told[0]?.body).toBe('{"photos":[{"blob":"server-1"},{"blob":"server-2"}]}');
    // The bytes are gone; what the server calls it stays for what names it again.
    expect((await readAll()).blobs.map(({ content }) => content)).toEqual([null, null]);
    await put(draft('a', { photos: [{ $blob: one.sha }] }), 2);
    expect(await drain(wire, 0)).toBe('empty');
    expect(uploaded).toHaveLength(2);
    expect(told[1]?.body).toBe('{"photos":[{"blob":"server-1"}]}');
  });

  it('are under way before anything names them, and sent anew after a day', async () => {
    const { sha } = await photo('one');
    const { wire, uploaded } = server();
    expect(await drain(wire, 0)).toBe('empty');
    await changeBlob(sha, { answeredAt: 1_000 - 86_400_000 });
    await put(draft('a', { $blob: sha }), 1);
    await drain(wire, 0);
    expect(uploaded).toEqual([sha, sha]);
  });

  it('that are taken again after they were received have their bytes again, and are sent anew after a day', async () => {
    const { sha } = await photo('one');
    await put(draft('a', { $blob: sha }), 1);
    const { wire, uploaded } = server();
    await drain(wire, 0);
    expect((await photo('one')).content).not.toBeNull();
    await put(draft('a', { $blob: sha }), 2);
    expect(await drain(wire, 0)).toBe('empty');
    expect(uploaded).toEqual([sha]);
    await photo('one');
    await changeBlob(sha, { answeredAt: 1_000 - 86_400_000 });
    await put(draft('a', { $blob: sha }), 3);
    expect(await drain(wire, 0)).toBe('empty');
    expect(uploaded).toEqual([sha, sha]);
  });

  it('that are refused hold what names them, with the words', async () => {
    const { sha } = await photo('none');
    await put(draft('a', { $blob: sha }), 1);
    const { wire, told, mood } = server({
      blob: () => {
        throw fault('not-a-picture');
      },
    });
    expect(await drain(wire, 0)).toBe('refused');
    const { entries, blobs } = await readAll();
    expect([entries[0]?.refused, blobs[0]?.failed]).toEqual([['refused: not-a-picture'], ['refused: not-a-picture']]);
    expect(told).toEqual([]);
    delete mood.blob;
    await changeBlob(sha, { failed: [] });
    await change(entries[0] as Entry, { refused: [] });
    expect(await drain(wire, 0)).toBe('empty');
  });

  it('of two people are two, though they look the same', async () => {
    const mine = await photo('one');
    const theirs = await putBlob(new Blob(['one']), { owner: 'you', subject: 'a', url: '/photos' }, 1);
    expect((await readAll()).blobs.map(({ sha, owner }) => [sha, owner]).sort()).toEqual(
      [
        [mine.sha, 'me'],
        [theirs.sha, 'you'],
      ].sort(),
    );
  });

  it('that are taken out are gone unless something names them', async () => {
    const [one, two] = [await photo('one'), await photo('two')];
    await put(draft('a', { $blob: two.sha }), 1);
    await dropBlob(one.sha, 'you');
    expect((await readAll()).blobs).toHaveLength(2);
    await dropBlob(one.sha, 'me');
    await dropBlob(two.sha, 'me');
    expect((await readAll()).blobs.map(({ sha }) => sha)).toEqual([two.sha]);
  });
});

describe('photos that are held', () => {
  it('keep their bytes until the server shows that it has them, unless something still names them', async () => {
    const [one, two] = [await photo('one', 'x'), await photo('two', 'y')];
    await put(draft('x', { $blob: one.sha }, { holds: true }), 1);
    await put(draft('y', { $blob: two.sha }, { holds: true }), 1);
    const { wire, mood } = server({
      entry: ({ subject }) => {
        if (subject === 'y') throw fault('no');
      },
    });
    expect(await drain(wire, 0)).toBe('refused');
    const bytes = async () =>
      (await readAll()).blobs
        .filter(({ content }) => content)
        .map(({ subject }) => subject)
        .sort();
    expect(await bytes()).toEqual(['x', 'y']);
    await release('you', new Set(['x', 'y']));
    expect(await bytes()).toEqual(['x', 'y']);
    await release('me', new Set(['x', 'y']));
    expect(await bytes()).toEqual(['y']);
    delete mood.entry;
  });

  it('are given up with what leads them', async () => {
    const { sha } = await photo('one', 'x');
    await put(draft('x', { n: 1 }, { leads: true }), 1);
    await put(draft('x', { $blob: sha }, { holds: true }), 2);
    await put(draft('other', { n: 2 }), 3);
    await discard((await readAll()).entries[0] as Entry, 'me');
    const { entries, blobs } = await readAll();
    expect([entries.map(({ subject }) => subject), blobs]).toEqual([['other'], []]);
  });

  it('carry the hash of their bytes alone', async () => {
    expect((await photo('one')).file).toBe(
      ['7692c3ad', '3540bb80', '3c020b3a', 'ee66cd88', '87123234', 'ea0c6e71', '43c0add7', '3ff431ed'].join(''),
    );
  });
});

describe('limits', () => {
  it('say that too many wait, and take nothing away', async () => {
    const before = most.entries;
    most.entries = 2;
    await put(draft('a', {}), 1);
    await put(draft('a', {}, { slot: 's' }), 2);
    await expect(put(draft('a', {}), 3)).rejects.toEqual(new Full('entries'));
    await put(draft('a', { n: 1 }, { slot: 's' }), 4);
    most.entries = before;
    expect((await readAll()).entries).toHaveLength(2);
  });

  it('say that photos have no room', async () => {
    const before = most.bytes;
    most.bytes = 10;
    await photo('12345');
    await expect(photo('678901')).rejects.toBeInstanceOf(Full);
    most.bytes = before;
    expect((await readAll()).blobs).toHaveLength(1);
  });
});

it('marks are found and filled wherever they stand', () => {
  const body = { a: [{ $blob: 'x' }, { b: { $blob: 'y' } }], c: { $blob: 'x' }, d: null, e: 'x' };
  expect(blobsOf(body)).toEqual(['x', 'y']);
  expect(
    filledWith(
      body,
      new Map([
        ['x', 1],
        ['y', 2],
      ]),
    ),
  ).toEqual({ a: [1, { b: 2 }], c: 1, d: null, e: 'x' });
});

it('what pages keep is read again, and forgotten by its beginning', async () => {
  await keep('me/draft/1', { n: 1 }, 'me', 5);
  await keep('me/draft/2', { n: 2 }, 'me', 6);
  expect(await kept('me/draft/1')).toEqual({ key: 'me/draft/1', at: 5, value: { n: 1 } });
  await unkeep('me/draft/', ['me/draft/2']);
  expect([await kept('me/draft/1'), (await kept('me/draft/2'))?.at]).toEqual([null, 6]);
});

it('a photo that the server forgot goes once more by itself, and then waits for whoever entered it', async () => {
  const taken = await photo('one', 'a');
  await put(draft('a', { $blob: taken.sha }), 1);
  const { wire, uploaded, told } = server({
    entry: () => {
      throw fault('not-uploaded');
    },
  });
  expect(await drain(wire, 0)).toBe('refused');
  // Ready for when they say so.
  expect([uploaded.length, told.length]).toEqual([3, 2]);
  const { entries, blobs } = await readAll();
  expect(entries[0]?.refused).toHaveLength(1);
  expect(blobs[0]?.content).not.toBeNull();
});
