/** An answer other than success, by RFC 9457; `title` is for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string | null,
  ) {
    super(title);
  }
}

/** No answer in time, or none at all: whether the server did it is not known. */
export class Unreachable extends Error {}

const patience = 8_000;

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (response.ok) return response;
  if (response.status === 504) throw new Unreachable(path);
  const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new Problem(response.status, problem.title ?? `HTTP ${response.status}`, problem.detail ?? null);
}

export async function read<T>(path: string): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' } });
  return (await response.json()) as T;
}

/** Sends a command; where its fate is unknown, once more with the same key, which the server does only once. */
export async function command(path: string, body?: unknown): Promise<void> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'Idempotency-Key': commandId(Date.now()), 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  try {
    await send(path, init);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    await send(path, init);
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
