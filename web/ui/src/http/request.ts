import type { components } from './api';
import type { Answer, Arguments, CommandPath, Given, Method, Operation, PathOf, Place, PlainPath } from './operations';

type Schemas = components['schemas'];

/** One thing that is wrong; `field` is a path in what was sent, of files `name:line`. */
export type Fault = Schemas['Problem']['errors'][number];

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

/** Whatever is given, as the functions here see it. */
interface Anything {
  path?: object | undefined;
  query?: object | undefined;
  body?: unknown;
}

/** The very address of what is asked. */
export function addressOf<P extends PathOf<'get'>>(path: P, ...[given]: Arguments<Place<Operation<P, 'get'>>>): string {
  return filled(path, given);
}

/** The bare answer, where its status tells something. */
export async function send<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...[given]: Arguments<Given<Operation<P, M>>>
): Promise<Response> {
  return ask(filled(path, given), init(method, given));
}

export async function read<P extends PathOf<'get'>>(
  path: P,
  ...[given]: Arguments<Given<Operation<P, 'get'>>>
): Promise<Answer<Operation<P, 'get'>>> {
  return answerOf(await ask(filled(path, given), init('get', given)));
}

/** Null where there is none. */
export async function readOrNone<P extends PathOf<'get'>>(
  path: P,
  ...given: Arguments<Given<Operation<P, 'get'>>>
): Promise<Answer<Operation<P, 'get'>> | null> {
  try {
    return await read(path, ...given);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** What is no command: signing in, for one. It is sent once. */
export async function post<P extends PlainPath>(
  path: P,
  ...[given]: Arguments<Given<Operation<P, 'post'>>>
): Promise<Answer<Operation<P, 'post'>>> {
  return answerOf(await ask(filled(path, given), init('post', given)));
}

export async function put<P extends PathOf<'put'>>(
  path: P,
  ...[given]: Arguments<Given<Operation<P, 'put'>>>
): Promise<Answer<Operation<P, 'put'>>> {
  return answerOf(await ask(filled(path, given), init('put', given)));
}

/** Ends what is there; to ask twice does no harm. */
export async function remove<P extends PathOf<'delete'>>(
  path: P,
  ...[given]: Arguments<Given<Operation<P, 'delete'>>>
): Promise<void> {
  await ask(filled(path, given), init('delete', given));
}

/** Sends a command; where its fate is unknown, once more with the same key, which the server does only once. */
export async function command<P extends CommandPath>(
  path: P,
  ...[given]: Arguments<Given<Operation<P, 'post'>>>
): Promise<Answer<Operation<P, 'post'>>> {
  return answerOf(await tell(filled(path, given), init('post', given)));
}

/** Sends files as a command; `name` is the path that the file has in its folder. */
export async function upload(
  path: '/api/v1/plan/proposal',
  files: readonly { name: string; file: Blob }[],
): Promise<void> {
  const form = new FormData();
  for (const { name, file } of files) form.append('files', file, name);
  await tell(path, { method: 'POST', headers: spoken(), body: form });
}

/** Sends one file that is journaled nowhere; it is read and compared before there is an answer, which takes longer than others. */
export async function uploadOne<
  P extends '/api/v1/imports/{id}/file' | '/api/v1/progress-sheets/{place}' | '/api/v1/tickets/city-import',
>(path: P, given: Place<Operation<P, 'post'>>, file: File): Promise<Answer<Operation<P, 'post'>>> {
  const form = new FormData();
  form.append('files', file, file.name);
  const headers = { ...spoken(), 'Idempotency-Key': commandId(Date.now()) };
  return answerOf(await ask(filled(path, given), { method: 'POST', headers, body: form }, 90_000));
}

/** Sends one file as the bare body of what is no command; the key tells it from what a form of another site could send. */
export async function sendOne<
  P extends
    '/api/v1/supervisions/{id}/evidence' | '/api/v1/acceptance/report-photos' | '/api/v1/assigned-tickets/{id}/files',
>(path: P, given: Place<Operation<P, 'post'>>, file: Blob): Promise<Answer<Operation<P, 'post'>>> {
  const headers = { ...spoken(), 'Content-Type': file.type, 'Idempotency-Key': commandId(Date.now()) };
  return answerOf(await ask(filled(path, given), { method: 'POST', headers, body: file }, 120_000));
}

export function filled(path: string, given: Anything | undefined): string {
  const values = (given?.path ?? {}) as Record<string, string | number>;
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const query = given?.query instanceof URLSearchParams ? given.query : wordsOf(given?.query ?? {});
  return query.size > 0 ? `${address}?${query}` : address;
}

const wordsOf = (query: object) =>
  new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  );

/** Refusals come in the language of the page, whatever the browser's own is. */
export const spoken = () => ({
  Accept: 'application/json',
  'Accept-Language': document.documentElement.lang || 'zh-CN',
});

function init(method: Method, given: Anything | undefined): RequestInit {
  const body = given?.body;
  return {
    method: method.toUpperCase(),
    // Also where there is nothing to say: what another site's form could send is not taken.
    headers: {
      ...spoken(),
      ...(body === undefined && method !== 'post' ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

async function ask(address: string, request: RequestInit, wait = patience): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { ...request, signal: AbortSignal.timeout(wait) });
  } catch (cause) {
    throw new Unreachable(address, { cause });
  }
  if (isForeign(response)) throw new Unreachable(address);
  if (response.ok) return response;
  if (response.status === 504) throw new Unreachable(address);
  throw problemOf(response.status, await response.text().catch(() => ''));
}

/** Of a sort that the API speaks. */
export const isJson = (type: string | null) => /^application\/(problem\+|x-nd)?json\b/i.test(type ?? '');

/** A page of whoever stands between, e.g. of a network that wants to be signed in to first: the server has heard nothing, whatever it says. */
const isForeign = ({ headers }: Response) =>
  headers.get('Content-Type') !== null && !isJson(headers.get('Content-Type'));

/** What a server that answered said is wrong. */
export function problemOf(status: number, text: string): Problem {
  if (status === 401) onSignedOut();
  const problem = said(text);
  return new Problem(status, problem.title ?? `HTTP ${status}`, problem.detail ?? null, problem.errors ?? []);
}

function said(text: string): Partial<Schemas['Problem']> {
  try {
    return JSON.parse(text) as Partial<Schemas['Problem']>;
  } catch {
    return {};
  }
}

async function tell(address: string, request: RequestInit): Promise<Response> {
  const keyed = { ...request, headers: { ...request.headers, 'Idempotency-Key': commandId(Date.now()) } };
  try {
    return await ask(address, keyed);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return await ask(address, keyed);
  }
}

/** By the description: the one place where an answer is taken for what it says. */
async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
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
