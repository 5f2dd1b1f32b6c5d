import { openedBytes } from '../locks/keys';
import { readAll } from './store';

/** In base64, in pieces that a call can take. */
export function base64Of(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const format = 'circle-unsent-1';

/** All of an account's that the server has not, with the bytes of its photos; null: nothing waits. */
export async function unsentOf(owner: string, now: number): Promise<string | null> {
  const { entries, blobs } = await readAll();
  const mine = entries.filter((entry) => entry.owner === owner && !entry.isLocked);
  const photos = blobs.filter((blob) => blob.owner === owner && blob.content !== null);
  if (mine.length + photos.length === 0) return null;
  return JSON.stringify({
    format,
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

/** What a file says that another device saved; nothing of it is believed but by whoever takes it in. */
export interface UnsentFile {
  entries: { key: string; subject: string; label: string; url: string; body: object }[];
  photos: { key: string; subject: string; type: string; base64: string }[];
}

/** Null: it is no such file. */
export function readUnsent(text: string): UnsentFile | null {
  try {
    const read = JSON.parse(text) as Partial<UnsentFile> & { format?: unknown };
    if (read.format !== format || !Array.isArray(read.entries) || !Array.isArray(read.photos)) return null;
    const isText = (...values: unknown[]) => values.every((value) => typeof value === 'string');
    const { entries, photos } = read as UnsentFile;
    const isWhole =
      entries.every((one) => isText(one.key, one.subject, one.label, one.url) && typeof one.body === 'object') &&
      photos.every((one) => isText(one.key, one.subject, one.type, one.base64));
    return isWhole ? { entries, photos } : null;
  } catch {
    return null;
  }
}

export const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
