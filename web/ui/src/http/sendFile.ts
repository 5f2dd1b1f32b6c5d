import { commandId, isJson, filled, problemOf, spoken, Unreachable } from './request';
import type { Operation, Place } from './operations';

/** Without an answer for so long, in which nothing is sent either, there is none. */
const patience = 60_000;

/** Whoever sends it has thought better of it. */
export class Cancelled extends Error {}

/** How a file is on its way. */
export interface Way {
  /** From 0 to 1, of what has been sent. */
  progress: (part: number) => void;
  signal: AbortSignal;
}

/** Sends one file as the body of a command; where its fate is unknown, once more with the same key. */
export async function sendFile<P extends '/api/v1/service-points/{id}/photo'>(
  path: P,
  given: Place<Operation<P, 'post'>>,
  file: Blob,
  way: Way,
): Promise<void> {
  const key = commandId(Date.now());
  try {
    await sendOnce(filled(path, given), key, file, way);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    await sendOnce(filled(path, given), key, file, way);
  }
}

/** By the older interface: fetch does not tell how much has been sent. */
function sendOnce(address: string, key: string, file: Blob, way: Way): Promise<void> {
  return new Promise((resolve, reject) => {
    if (way.signal.aborted) return reject(new Cancelled());
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, patience);
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, patience);
      way.progress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      const type = request.getResponseHeader('Content-Type');
      if (request.status === 504 || (type !== null && !isJson(type))) reject(new Unreachable(address));
      else if (request.status >= 200 && request.status < 300) resolve();
      else reject(problemOf(request.status, request.responseText));
    };
    request.onerror = () => reject(new Unreachable(address));
    request.onabort = () => reject(way.signal.aborted ? new Cancelled() : new Unreachable(address));
    request.onloadend = () => {
      clearTimeout(timer);
      way.signal.removeEventListener('abort', stop);
    };
    way.signal.addEventListener('abort', stop);
    request.open('POST', address);
    for (const [name, value] of Object.entries(spoken())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', file.type);
    request.setRequestHeader('Idempotency-Key', key);
    request.send(file);
  });
}
