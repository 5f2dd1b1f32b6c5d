import { problemOf, read, spoken, Unreachable } from '../http/request';
import type { Entry, StoredBlob } from './entries';
import type { Wire } from './sender';

/** On a slow line a command takes as long; a photo as long as something of it moves. */
const patience = 20_000;
const stillness = 60_000;

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

/** By the older interface: fetch does not tell how much has been sent. */
function upload(blob: StoredBlob, progress: (sent: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, stillness);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, stillness);
      progress(Math.min(loaded, blob.size));
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(problemOf(request.status, request.responseText));
    };
    request.onerror = request.onabort = () => reject(new Unreachable(blob.url));
    request.onloadend = () => clearTimeout(timer);
    request.open('POST', blob.url);
    for (const [name, value] of Object.entries(spoken())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', blob.type);
    request.setRequestHeader('Idempotency-Key', keyOf(blob.sha));
    request.send(blob.content);
  });
}

/** The same photo again is the same request. */
const keyOf = (sha: string) =>
  [sha.slice(0, 8), sha.slice(8, 12), `8${sha.slice(13, 16)}`, `a${sha.slice(17, 20)}`, sha.slice(20, 32)].join('-');
