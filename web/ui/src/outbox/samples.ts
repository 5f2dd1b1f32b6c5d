import { Problem } from '../http/request';
import { answered, transact } from './database';
import type { Draft, Entry, StoredBlob } from './entries';
import type { Wire } from './sender';
import { putBlob } from './store';

export const draft = (subject: string, body: unknown, more: Partial<Draft> = {}): Draft => ({
  owner: 'me',
  subject,
  slot: null,
  label: subject,
  url: `/api/${subject}`,
  settledBy: [],
  body,
  ...more,
});

export const photo = (text: string, subject = 'a') =>
  putBlob(new Blob([text], { type: 'image/jpeg' }), { owner: 'me', subject, url: '/photos' }, 1);

/** A server that notes what it is told; `refuse` and `fail` are its moods. */
export function server(
  mood: {
    entry?: (entry: Entry) => void;
    blob?: (blob: StoredBlob) => void;
    account?: string | null;
    ahead?: number;
  } = {},
) {
  const told: { key: string; url: string; body: string }[] = [];
  const uploaded: string[] = [];
  const wire: Wire = {
    now: () => 1_000,
    ahead: () => Promise.resolve(mood.ahead ?? 0),
    account: () => Promise.resolve(mood.account === undefined ? 'me' : mood.account),
    tell: async (entry, body) => {
      told.push({ key: entry.key, url: entry.url, body });
      mood.entry?.(entry);
    },
    upload: async (blob) => {
      mood.blob?.(blob);
      uploaded.push(blob.sha);
      return { blob: `server-${uploaded.length}` };
    },
    changed: () => undefined,
    progress: () => undefined,
  };
  return { wire, told, uploaded, mood };
}

export const fault = (code: string) => new Problem(409, 'no', null, [{ field: '', code, message: `refused: ${code}` }]);

export async function clear() {
  await transact(['entries', 'blobs', 'kept'], 'readwrite', async (of) => {
    for (const store of ['entries', 'blobs', 'kept'] as const) await answered(of(store).clear());
  });
}
