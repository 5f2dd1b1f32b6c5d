import { DetailedError, Upload } from 'tus-js-client';
import { commandId, problemOf, read, spoken, Unreachable } from '../http/request';
import type { Entry, StoredBlob } from './entries';
import type { Wire } from './sender';
import { changeBlob } from './store';

/** On a slow line a command takes as long; a photo as long as something of it moves. */
const patience = 20_000;
const stillness = 60_000;
const drawing = 60_000;

/** Bytes of a part. */
const part = 256 * 1024;

/** The server, as the sender asks it. */
export const overHttp = (changed: () => void, progress: (sha: string, sent: number) => void): Wire => ({
  now: () => Date.now(),
  account: async () => (await read('/api/v1/session')).account ?? null,
  tell,
  upload,
  changed,
  progress,
});

async function tell(entry: Entry, body: string): Promise<void> {
  const headers = { ...spoken(), 'Content-Type': 'application/json', 'Idempotency-Key': entry.key };
  let response: Response;
  try {
    response = await fetch(entry.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Unreachable(entry.url, { cause });
  }
  if (!response.ok) throw problemOf(response.status, await response.text().catch(() => ''));
}

/** In parts, from where it broke off: what is reported as sent the server has acknowledged. Then the photo is drawn of it. */
async function upload(blob: StoredBlob, progress: (sent: number) => void): Promise<unknown> {
  const address = await sendParts(blob, progress);
  const headers = { ...spoken(), 'Content-Type': 'application/json' };
  let response: Response;
  try {
    response = await fetch(`${address}/photo`, {
      method: 'POST',
      headers,
      body: '{}',
      signal: AbortSignal.timeout(drawing),
    });
  } catch (cause) {
    throw new Unreachable(address, { cause });
  }
  // Forgotten meanwhile, or not whole after all: it is looked at anew.
  if (response.status === 404) await changeBlob(blob.sha, { address: null });
  if (response.status === 404 || response.status === 409) throw new Unreachable(address);
  if (!response.ok) throw problemOf(response.status, await response.text().catch(() => ''));
  return response.json();
}

/** Where the server keeps it, all of it. */
function sendParts(blob: StoredBlob, progress: (sent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const file = new Blob([blob.content ?? new ArrayBuffer(0)], { type: blob.type });
    let timer: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void sending.abort();
        reject(new Unreachable(blob.url));
      }, stillness);
    };
    const sending = new Upload(file, {
      endpoint: blob.url,
      uploadUrl: blob.address,
      chunkSize: part,
      // Whoever sends what waits tries again, and keeps the address beside the photo.
      retryDelays: null,
      storeFingerprintForResuming: false,
      // Its key makes it a request that no form of another site can send.
      headers: { ...spoken(), 'Idempotency-Key': commandId(Date.now()) },
      onUploadUrlAvailable: () => void changeBlob(blob.sha, { address: sending.url }),
      onProgress: moved,
      onChunkComplete: (_, accepted) => progress(accepted),
      onSuccess: () => {
        clearTimeout(timer);
        resolve(sending.url ?? blob.url);
      },
      onError: (error) => {
        clearTimeout(timer);
        const answer = error instanceof DetailedError ? error.originalResponse : null;
        // Where it stands there is another matter than whether it is taken: it is asked for anew.
        const isLost = !answer || [404, 409, 410].includes(answer.getStatus());
        reject(isLost ? new Unreachable(blob.url, { cause: error }) : problemOf(answer.getStatus(), answer.getBody()));
      },
    });
    moved();
    sending.start();
  });
}
