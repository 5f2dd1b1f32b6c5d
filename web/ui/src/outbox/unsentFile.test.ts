import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { clear, draft, photo } from './samples';
import { put } from './store';
import { base64Of, unsentOf } from './unsentFile';

beforeEach(clear);

it('what is unsent stands in the file with its photos, and nothing of a colleague', async () => {
  expect(await unsentOf('me', 0)).toBeNull();
  const { sha } = await photo('one');
  await put(draft('a', { photo: { $blob: sha } }), 1);
  await put(draft('b', {}, { owner: 'you' }), 1);
  const file = JSON.parse((await unsentOf('me', 0)) ?? '') as { entries: { body: unknown }[]; photos: unknown[] };
  expect(file.entries.map(({ body }) => body)).toEqual([{ photo: { $blob: sha } }]);
  expect(file.photos).toMatchObject([{ key: sha, base64: 'b25l', type: 'image/jpeg' }]);
});

it('a photo of many bytes is told whole', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, n) => n % 256);
  expect(Uint8Array.from(atob(base64Of(bytes.buffer)), (sign) => sign.charCodeAt(0))).toEqual(bytes);
});
