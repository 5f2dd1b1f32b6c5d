import { openedBytes } from '../locks/keys';
import { readAll } from './store';

/** In base64, in pieces that a call can take. */
export function base64Of(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** All of an account's that the server has not, with the bytes of its photos; null: nothing waits. */
export async function unsentOf(owner: string, now: number): Promise<string | null> {
  const { entries, blobs } = await readAll();
  const mine = entries.filter((entry) => entry.owner === owner && !entry.isLocked);
  const photos = blobs.filter((blob) => blob.owner === owner && blob.content !== null);
  if (mine.length + photos.length === 0) return null;
  return JSON.stringify({
    format: 'circle-unsent-1',
    at: new Date(now).toISOString(),
    account: owner,
    entries: mine.map(({ key, subject, label, url, body, at, refused }) => ({
      key,
      subject,
      label,
      url,
      at: new Date(at).toISOString(),
      body: JSON.parse(body) as unknown,
      refused,
    })),
    photos: await Promise.all(
      photos.map(async ({ sha, file, subject, type, size, content }) => ({
        key: sha,
        sha256: file ?? null,
        subject,
        type,
        size,
        base64: base64Of(await openedBytes(content ?? new ArrayBuffer(0))),
      })),
    ),
  });
}
