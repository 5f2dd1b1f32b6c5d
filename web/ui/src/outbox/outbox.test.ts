import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '../http/request';
import type { Entry } from './entries';
import { clear, draft, fault, photo, server } from './samples';
import { Anew, drain, pauseAfter } from './sender';
import { change, discard, put, readAll } from './store';

beforeEach(clear);

describe('what is entered', () => {
  it('is sent in order, each once, and is gone when it is acknowledged', async () => {
    for (const n of [1, 2, 3]) await put(draft('a', { n }), n);
    const { wire, told } = server();
    expect(await drain(wire, 0)).toBe('empty');
    expect(told.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect(new Set(told.map(({ key }) => key)).size).toBe(3);
    expect((await readAll()).entries).toEqual([]);
  });

  it('takes the place of what was entered before it in the same slot, unless that may be at the server', async () => {
    await put(draft('a', { n: 1 }, { slot: 's' }), 1);
    await put(draft('a', { n: 2 }, { slot: 's' }), 2);
    await put(draft('b', { n: 3 }, { slot: 's' }), 3);
    expect((await readAll()).entries.map(({ body }) => body)).toEqual(['{"n":2}', '{"n":3}']);
    const [first] = (await readAll()).entries;
    await change(first as Entry, { tried: true });
    await put(draft('a', { n: 4 }, { slot: 's' }), 4);
    expect((await readAll()).entries.map(({ body }) => body)).toEqual(['{"n":2}', '{"n":3}', '{"n":4}']);
  });

  it('keeps its key when nobody answered, so that it has one effect', async () => {
    await put(draft('a', {}), 1);
    let silent = true;
    const { wire, told } = server({
      entry: () => {
        if (silent) throw new Unreachable('x');
      },
    });
    expect(await drain(wire, 0)).toEqual({ wait: 1_000 });
    silent = false;
    expect(await drain(wire, 1)).toBe('empty');
    expect(told.map(({ key }) => key)).toEqual([told[0]?.key, told[0]?.key]);
  });

  it('waits longer each time in vain, and no longer than a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 99].map(pauseAfter)).toEqual([
      1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('waits where the server is busy or broken', async () => {
    await put(draft('a', {}), 1);
    for (const status of [500, 502, 503, 504, 429, 408]) {
      const { wire } = server({
        entry: () => {
          throw new Problem(status, 'later', null);
        },
      });
      expect(await drain(wire, 0)).toEqual({ wait: 1_000 });
    }
    expect((await readAll()).entries[0]?.refused).toEqual([]);
  });

  it('is never sent as somebody else, and waits for whoever has signed out', async () => {
    await put(draft('a', {}), 1);
    const nobody = server({ account: null });
    expect(await drain(nobody.wire, 0)).toBe('signedOut');
    const other = server({ account: 'you' });
    expect(await drain(other.wire, 0)).toBe('other');
    const ended = server({
      entry: () => {
        throw new Problem(401, 'who', null);
      },
    });
    expect(await drain(ended.wire, 0)).toBe('signedOut');
    expect([...nobody.told, ...other.told]).toEqual([]);
    expect(await drain(server().wire, 0)).toBe('empty');
  });
});

describe('another account', () => {
  it('that signs in while something is sent stops it, and sends what is its own', async () => {
    for (const n of [1, 2]) await put(draft('a', { n }), n);
    await put(draft('b', { n: 3 }, { owner: 'you' }), 3);
    const { wire, told, mood } = server();
    mood.entry = (entry) => {
      if (mood.account === undefined && entry.owner === 'me') mood.account = 'you';
      else if (entry.owner !== mood.account) throw fault('other-account');
    };
    expect(await drain(wire, 0)).toBe('empty');
    expect(told.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect((await readAll()).entries.map(({ owner, body, refused }) => [owner, body, refused])).toEqual([
      ['me', '{"n":2}', []],
    ]);
  });

  it('that the server names again and again is waited for', async () => {
    await put(draft('a', {}), 1);
    const { wire, told } = server({
      entry: () => {
        throw fault('other-account');
      },
    });
    expect(await drain(wire, 0)).toBe('other');
    expect(told).toHaveLength(2);
    expect((await readAll()).entries[0]?.refused).toEqual([]);
  });
});

describe('what passes over', () => {
  it('holds back what follows it of its subject, and nothing else', async () => {
    for (const [subject, n] of [
      ['a', 1],
      ['a', 2],
      ['b', 3],
      ['c', 4],
    ] as const)
      await put(draft(subject, { n }), n);
    const { wire, told } = server({
      entry: ({ subject }) => {
        if (subject === 'a') throw new Problem(500, 'broken', null);
        if (subject === 'b') throw new Anew('photo');
      },
    });
    expect(await drain(wire, 2)).toEqual({ wait: pauseAfter(3) });
    expect(told.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":3}', '{"n":4}']);
    expect((await readAll()).entries.map(({ subject }) => subject)).toEqual(['a', 'a', 'b']);
  });

  it('of a photo holds back its subject alone', async () => {
    const [bad, good] = [await photo('bad', 'a'), await photo('good', 'b')];
    await put(draft('a', { $blob: bad.sha }), 1);
    await put(draft('c', {}), 2);
    const { wire, told, uploaded } = server({
      blob: ({ subject }) => {
        if (subject === 'a') throw new Problem(503, 'broken', null);
      },
    });
    expect(await drain(wire, 0)).toEqual({ wait: 1_000 });
    expect([uploaded, told.map(({ url }) => url)]).toEqual([[good.sha], ['/api/c']]);
  });

  it('stops everything where nobody answers', async () => {
    for (const subject of ['a', 'b']) await put(draft(subject, {}), 1);
    const { wire, told } = server({
      entry: () => {
        throw new Unreachable('x');
      },
    });
    expect(await drain(wire, 0)).toEqual({ wait: 1_000 });
    expect(told).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it('stays with its words and holds what follows it of its subject, and nothing else', async () => {
    await put(draft('a', { n: 1 }, { slot: 'first' }), 1);
    await put(draft('a', { n: 2 }), 2);
    await put(draft('b', { n: 3 }), 3);
    const { wire, told, mood } = server({
      entry: ({ subject }) => {
        if (subject === 'a') throw fault('too-early');
      },
    });
    expect(await drain(wire, 0)).toBe('refused');
    expect(told.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":3}']);
    expect((await readAll()).entries.map(({ refused }) => refused)).toEqual([['refused: too-early'], []]);

    // Mended in place: it is another command, and still the first.
    delete mood.entry;
    await put(draft('a', { n: 4 }, { slot: 'first' }), 4);
    expect(await drain(wire, 0)).toBe('empty');
    expect(told.map(({ body }) => body).slice(2)).toEqual(['{"n":4}', '{"n":2}']);
    expect(told[2]?.key).not.toBe(told[0]?.key);
  });

  it('may be discarded, and lets the rest go', async () => {
    const { sha } = await photo('one');
    await put(draft('a', { photo: { $blob: sha } }), 1);
    await put(draft('a', { n: 2 }), 2);
    const { wire, told, mood } = server({
      entry: () => {
        throw fault('no');
      },
    });
    await drain(wire, 0);
    await discard((await readAll()).entries[0] as Entry, 'you');
    expect((await readAll()).entries).toHaveLength(2);
    await discard((await readAll()).entries[0] as Entry, 'me');
    expect((await readAll()).blobs).toEqual([]);
    delete mood.entry;
    expect(await drain(wire, 0)).toBe('empty');
    expect(told.at(-1)?.body).toBe('{"n":2}');
  });

  it('is none where the refusal says that it is there already', async () => {
    await put(draft('a', {}, { settledBy: ['unchanged'] }), 1);
    const { wire } = server({
      entry: () => {
        throw fault('unchanged');
      },
    });
    expect(await drain(wire, 0)).toBe('empty');
  });
});
