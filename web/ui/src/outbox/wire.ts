import { DetailedError, Upload } from 'tus-js-client';
import { readSession } from '../accounts/session';
import { commandId, problemOf, spoken, Unreachable } from '../http/request';
import type { Entry, StoredBlob } from './entries';
import { Anew, isOthers, type Wire } from './sender';
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
  account: async () => (await readSession()).account ?? null,
  tell,
  upload,
  changed,
  progress,
});

/** Refused where somebody else is signed in by the time it arrives. */
const by = (owner: string) => ({ ...spoken(), 'Circle-Account': owner });

async function tell(entry: Entry, body: string): Promise<void> {
  const headers = { ...by(entry.owner), 'Content-Type': 'application/json', 'Idempotency-Key': entry.key };
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
  const headers = { ...by(blob.owner), 'Content-Type': 'application/json' };
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
  if (response.ok) return response.json();
  const problem = problemOf(response.status, await response.text().catch(() => ''));
  if (response.status === 404) await changeBlob(blob.sha, { address: null });
  // Forgotten meanwhile, or not whole after all.
  throw [404, 409].includes(response.status) && !isOthers(problem) ? new Anew(address) : problem;
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
      headers: { ...by(blob.owner), 'Idempotency-Key': commandId(Date.now()) },
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
        if (!answer) return reject(new Unreachable(blob.url, { cause: error }));
        const problem = problemOf(answer.getStatus(), answer.getBody());
        // Where it stands there is another matter than whether it is taken.
        const isElsewhere = [404, 409, 410].includes(problem.status) && !isOthers(problem);
        reject(isElsewhere ? new Anew(blob.url, { cause: error }) : problem);
      },
    });
    moved();
    sending.start();
  });
}
