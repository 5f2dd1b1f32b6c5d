/** One thing that is wrong; `field` is a path in what was sent, of files `name:line`. */
export interface Fault {
  field: string;
  code: string;
  message: string;
}

/** An answer other than success, by RFC 9457; `title` is for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string | null,
    readonly faults: Fault[] = [],
  ) {
    super(title);
  }
}

/** No answer in time, or none at all: whether the server did it is not known. */
export class Unreachable extends Error {}

const patience = 8_000;

let onSignedOut: () => void = () => undefined;

/** What happens when the server asks who this is: nobody is signed in, or not any more. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

export async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (response.ok) return response;
  if (response.status === 504) throw new Unreachable(path);
  if (response.status === 401) onSignedOut();
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; errors?: Fault[] };
  throw new Problem(
    response.status,
    problem.title ?? `HTTP ${response.status}`,
    problem.detail ?? null,
    problem.errors ?? [],
  );
}

export async function read<T>(path: string): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' } });
  return (await response.json()) as T;
}

/** Null where there is none. */
export async function readOrNone<T>(path: string): Promise<T | null> {
  try {
    return await read<T>(path);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** Sends a command; where its fate is unknown, once more with the same key, which the server does only once. */
export async function command(path: string, body?: unknown): Promise<void> {
  await tell(path, { 'Content-Type': 'application/json' }, body === undefined ? undefined : JSON.stringify(body));
}

/** A command whose answer is shown to the person, once. */
export async function commandFor<T>(path: string, body: unknown): Promise<T> {
  const response = await tell(path, { 'Content-Type': 'application/json' }, JSON.stringify(body));
  return (await response.json()) as T;
}

/** Ends what is there; to ask twice does no harm. */
export async function remove(path: string): Promise<void> {
  await send(path, { method: 'DELETE', headers: { 'Accept-Language': document.documentElement.lang || 'zh-CN' } });
}

/** Sends files as a command; `name` is the path that the file has in its folder. */
export async function upload(path: string, files: readonly { name: string; file: Blob }[]): Promise<void> {
  const form = new FormData();
  for (const { name, file } of files) form.append('files', file, name);
  await tell(path, {}, form);
}

async function tell(path: string, headers: Record<string, string>, body?: BodyInit): Promise<Response> {
  const init: RequestInit = {
    method: 'POST',
    // Refusals come in the language of the page, whatever the browser's own is.
    headers: {
      'Idempotency-Key': commandId(Date.now()),
      'Accept-Language': document.documentElement.lang || 'zh-CN',
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
  try {
    return await send(path, init);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return await send(path, init);
  }
}

/** A UUID of version 7: 48 bits of milliseconds, then chance. */
export function commandId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
