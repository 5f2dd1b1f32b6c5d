import { openedBytes } from '../locks/keys';
import { DetailedError, Upload, type HttpResponse } from 'tus-js-client';
import { readSession } from '../accounts/session';
import { commandId, isJson, Problem, problemOf, read, spoken, Unreachable } from '../http/request';
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
  ahead,
  account: async () => (await readSession()).account ?? null,
  tell,
  upload,
  changed,
  progress,
});

/** Business time less the device's, in milliseconds. */
async function ahead(): Promise<number> {
  const before = Date.now();
  const { now } = await read('/api/v1/rehearsal');
  return Date.parse(now) - (before + Date.now()) / 2;
}

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
  await heard(response, entry.url);
}

/** A page of a network that wants to be signed in to first is no answer of the server's: nothing was received. */
async function heard(response: Response, url: string): Promise<unknown> {
  if (!isJson(response.headers.get('Content-Type'))) throw new Unreachable(url);
  const text = await response.text().catch((cause: unknown) => {
    throw new Unreachable(url, { cause });
  });
  if (!response.ok) throw problemOf(response.status, text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unreachable(url, { cause });
  }
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
  try {
    return await heard(response, address);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 404) await changeBlob(blob.sha, { address: null });
    // Forgotten meanwhile, or not whole after all.
    throw [404, 409].includes(error.status) && !isOthers(error) ? new Anew(address) : error;
  }
}

/** Of the protocol, or the server's words about what is wrong; else a stranger answered, whatever the status. */
const isServers = (answer: HttpResponse) =>
  Boolean(answer.getHeader('Tus-Resumable')) ||
  (answer.getStatus() >= 400 && isJson(answer.getHeader('Content-Type') ?? null));

/** Where the server keeps it, all of it. */
async function sendParts(blob: StoredBlob, progress: (sent: number) => void): Promise<string> {
  const file = new Blob([await openedBytes(blob.content ?? new ArrayBuffer(0))], { type: blob.type });
  return new Promise((resolve, reject) => {
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
      onAfterResponse: (_, answer) => {
        if (!isServers(answer)) throw new Error('not of the server');
      },
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
        if (!answer || !isServers(answer)) return reject(new Unreachable(blob.url, { cause: error }));
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
