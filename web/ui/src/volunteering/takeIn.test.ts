import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { clear, draft, server } from '../outbox/samples';
import { drain } from '../outbox/sender';
import { putAll, putBlob, readAll } from '../outbox/store';
import { readUnsent, unsentOf } from '../outbox/unsentFile';
import { activitiesPath, uploadsPath } from './api';
import { draftsOf } from './entering';
import { log } from './samples';
import { takeIn } from './takeIn';

beforeEach(clear);

/** As a member's phone saves it, which is empty after that. */
async function saved(): Promise<{ text: string; key: string | undefined }> {
  const blob = await putBlob(
    new Blob(['picture'], { type: 'image/jpeg' }),
    { owner: 'member', subject: 'r', url: uploadsPath },
    1,
  );
  const photos = [{ sha: blob.file ?? '', blob: blob.sha, photo: null, thumb: null, use: 'photo' }] as never;
  await putAll(draftsOf(log('r', { team: 'youth-1' }), photos, { owner: 'member', label: '义诊', ahead: 0 }), 1);
  await putAll([draft('other', { id: 'x', team: 'youth-1' }, { owner: 'member', url: '/api/v1/session' })], 1);
  await putAll([draft('s', { id: 's', team: 'strangers' }, { owner: 'member', url: activitiesPath })], 1);
  const key = (await readAll()).entries[0]?.key;
  const text = (await unsentOf('member', 1)) ?? '';
  await clear();
  return { text, key };
}
const ours = new Set(['youth-1']);

it('is sent by the leader, the record under its own key, with its photo, and nothing that is not theirs', async () => {
  const { text, key } = await saved();
  expect(await takeIn(new Blob([text]), 'me', ours)).toEqual({ records: 1, photos: 1, left: 2 });
  const { entries, blobs } = await readAll();
  expect(entries.map(({ owner, url }) => [owner, url])).toEqual([
    ['me', activitiesPath],
    ['me', `${activitiesPath}/r/attachments`],
  ]);
  expect(entries[0]?.key).toBe(key);
  expect(blobs.map(({ owner, subject, url, size }) => [owner, subject, url, size])).toEqual([
    ['me', 'r', uploadsPath, 7],
  ]);
  const { wire, told, uploaded } = server();
  expect(await drain(wire, 0)).toBe('empty');
  expect(uploaded).toHaveLength(1);
  expect(JSON.parse(told[1]?.body ?? '')).toMatchObject({ photo: { blob: 'server-1' } });
});

it('taken in twice is one', async () => {
  const { text } = await saved();
  for (let n = 0; n < 2; n++) await takeIn(new Blob([text]), 'me', ours);
  const { entries, blobs } = await readAll();
  expect([entries.length, blobs.length]).toEqual([2, 1]);
});

it('never goes where a file says', async () => {
  const { text } = await saved();
  const file = JSON.parse(text) as { entries: { url: string; subject: string }[] };
  for (const url of [
    '/api/v1/session',
    'https://elsewhere.example/api/v1/activities',
    `${activitiesPath}/q/attachments`,
  ]) {
    const forged = { ...file, entries: file.entries.map((one) => ({ ...one, url })) };
    expect(await takeIn(new Blob([JSON.stringify(forged)]), 'me', ours)).toMatchObject({ records: 0, photos: 0 });
    expect((await readAll()).entries).toEqual([]);
  }
});

it('that is no such file is told so', async () => {
  for (const text of [
    '',
    'no',
    '{}',
    '[]',
    'null',
    '{"format":"circle-unsent-1","entries":[{}],"photos":[]}',
    '{"format":"circle-unsent-1","entries":[],"photos":[{"key":1}]}',
  ])
    expect(readUnsent(text)).toBeNull();
  expect(await takeIn(new Blob(['no']), 'me', ours)).toBeNull();
});
