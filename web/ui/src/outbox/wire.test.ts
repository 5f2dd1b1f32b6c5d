import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../accounts/session';
import { clear, draft, photo } from './samples';
import { drain } from './sender';
import { changeBlob, put, readAll, receivedKey } from './store';
import { kept } from './kept';
import { overHttp } from './wire';

/** What each address answers; everything that was asked. */
let answers: Record<string, () => Response> = {};
const asked: string[] = [];
const wire = () =>
  overHttp(
    () => undefined,
    () => undefined,
  );
const page = () => new Response('<html>welcome</html>', { headers: { 'Content-Type': 'text/html' } });

beforeEach(async () => {
  await clear();
  [answers, asked.length, session.value] = [{}, 0, null];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    return Promise.resolve((answers[address] ?? page)());
  });
  answers['/api/v1/session'] = () => Response.json({ account: 'me', permissions: [], grants: [] });
});
afterEach(() => vi.unstubAllGlobals());

it('a network that answers everything with its own page has received nothing', async () => {
  await put(draft('a', { n: 1 }), 1);
  expect(await drain(wire(), 0)).toEqual({ wait: 1_000 });
  answers['/api/v1/session'] = page;
  expect(await drain(wire(), 0)).toEqual({ wait: 1_000 });
  expect(asked).toEqual(['/api/v1/session', '/api/a', '/api/v1/session']);
  expect((await readAll()).entries[0]?.refused).toEqual([]);
});

it('an answer that says it is JSON and is none has received nothing either', async () => {
  await put(draft('a', { n: 1 }), 1);
  answers['/api/a'] = () => new Response('welcome', { headers: { 'Content-Type': 'application/json' } });
  expect(await drain(wire(), 0)).toEqual({ wait: 1_000 });
  answers['/api/a'] = () => Response.json({});
  expect(await drain(wire(), 0)).toBe('empty');
});

it('a photo that such a network takes stays', async () => {
  const { sha } = await photo('one');
  await changeBlob(sha, { url: 'http://localhost/uploads', address: null });
  class Portal extends XMLHttpRequest {
    override send(): void {
      Object.defineProperties(this, {
        status: { value: 200 },
        responseText: { value: '<html>' },
        getResponseHeader: { value: (name: string) => (name === 'Location' ? '/there' : null) },
      });
      this.onload?.(new ProgressEvent('load'));
    }
  }
  vi.stubGlobal('XMLHttpRequest', Portal);
  expect(await drain(wire(), 0)).toEqual({ wait: 1_000 });
  const [blob] = (await readAll()).blobs;
  expect([blob?.answer, blob?.failed, blob?.address, (blob?.content as ArrayBuffer).byteLength]).toEqual([
    null,
    [],
    null,
    3,
  ]);
});

it('what leads is kept as it was received, until the server shows it', async () => {
  await put(draft('a', { n: 1 }, { leads: true }), 1);
  answers['/api/a'] = () => Response.json({}, { status: 201 });
  expect(await drain(wire(), 0)).toBe('empty');
  expect((await kept(receivedKey('me', 'a')))?.value).toEqual({ n: 1 });
});
