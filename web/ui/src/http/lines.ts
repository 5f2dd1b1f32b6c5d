import type { CityImportProgress } from './api';
import type { Operation, Place } from './operations';
import { commandId, filled, isJson, Problem, problemOf, spoken, Unreachable } from './request';

/**
 * Sends one file and takes the answer line by line as it comes, each a JSON object by the description. It lasts as long as it lasts;
 * `stop` ends it, and what was taken stays.
 */
export async function uploadForLines<P extends '/api/v1/tickets/city-import/application'>(
  path: P,
  given: Place<Operation<P, 'post'>>,
  file: File,
  stop: AbortSignal,
  take: (line: CityImportProgress) => void,
): Promise<void> {
  const form = new FormData();
  form.append('files', file, file.name);
  const headers = { ...spoken(), 'Idempotency-Key': commandId(Date.now()) };
  try {
    const response = await fetch(filled(path, given), { method: 'POST', headers, body: form, signal: stop });
    if (!isJson(response.headers.get('Content-Type'))) throw new Unreachable(path);
    if (!response.ok) throw problemOf(response.status, await response.text().catch(() => ''));
    await eachLine(response, (line) => take(JSON.parse(line) as CityImportProgress));
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Unreachable(path, { cause });
  }
}

/** However it was cut on its way; what has no end is no line. */
async function eachLine(response: Response, take: (line: string) => void): Promise<void> {
  let rest = '';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const lines = (rest + read.value).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  }
}
