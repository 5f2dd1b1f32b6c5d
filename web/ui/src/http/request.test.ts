import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, command, commandId, post, Problem, read, readOrNone, remove, Unreachable, upload } from './request';

const requests: { path: string; init: RequestInit }[] = [];
const key = (at: number) => new Headers(requests[at]?.init.headers).get('Idempotency-Key');

const confirmed = () =>
  command('/api/v1/lines/{id}/baseline', { path: { id: 'a/b' }, body: { asOf: '2013-09-25', source: '摸底' } });

function answer(...answers: (() => Response)[]): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    requests.push({ path, init });
    return answers[Math.min(requests.length, answers.length) - 1]?.();
  });
}

afterEach(() => {
  requests.length = 0;
  vi.unstubAllGlobals();
});

describe('a command', () => {
  it('carries a key of version 7 that begins with the time', () => {
    const id = commandId(Date.parse('2013-11-12T06:32:05Z'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2013-11-12T06:32:05Z'));
  });

  it('is sent once more with the same key when its fate is unknown', async () => {
    answer(
      () => new Response(null, { status: 504 }),
      () => new Response(null, { status: 204 }),
    );
    await confirmed();
    expect(requests).toHaveLength(2);
    expect(key(0)).toBe(key(1));
    expect(requests[1]?.path).toBe('/api/v1/lines/a%2Fb/baseline');
    expect(requests[1]?.init.body).toBe('{"asOf":"2013-09-25","source":"摸底"}');
  });

  it('is refused in the words of the problem', async () => {
    answer(() => Response.json({ title: '不能暂停', detail: '演练正在准备' }, { status: 409 }));
    const error = await confirmed().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 409, message: '不能暂停', detail: '演练正在准备' });
    expect(requests).toHaveLength(1);
  });
});

it('files are sent with their paths and one key, and what is wrong with them comes back', async () => {
  const errors = [{ field: 'lines/22.json:14', code: 'bad-file', message: '日期有误' }];
  answer(
    () => new Response(null, { status: 504 }),
    () => Response.json({ title: '内容有误', errors }, { status: 422 }),
  );
  const error = await upload('/api/v1/plan/proposal', [
    { name: 'lines/22.json', file: new File(['{}'], '22.json') },
  ]).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 422, faults: errors });
  expect(key(0)).toBe(key(1));
  expect(((requests[0]?.init.body as FormData).get('files') as File).name).toBe('lines/22.json');
});

it('what there is none of is no failure', async () => {
  answer(() => Response.json({}, { status: 404 }));
  expect(await readOrNone('/api/v1/plan')).toBeNull();
  answer(() => Response.json({}, { status: 503 }));
  await expect(readOrNone('/api/v1/plan')).rejects.toBeInstanceOf(Problem);
});

it('a question without an answer is told apart from a refusal', async () => {
  answer(() => {
    throw new TypeError('offline');
  });
  await expect(read('/api/v1/plan')).rejects.toBeInstanceOf(Unreachable);
});

it('a page of whoever stands between is no answer, whatever its status', async () => {
  for (const status of [200, 201, 403, 404, 511]) {
    answer(() => new Response('<html>请先登录无线网络</html>', { status, headers: { 'Content-Type': 'text/html' } }));
    await expect(read('/api/v1/plan')).rejects.toBeInstanceOf(Unreachable);
    await expect(confirmed()).rejects.toBeInstanceOf(Unreachable);
    await expect(readOrNone('/api/v1/plan')).rejects.toBeInstanceOf(Unreachable);
  }
});

it('what is asked stands in the address, and what is not asked is left out', async () => {
  answer(() => Response.json({ items: [], next: 'z' }));
  const page = await read('/api/v1/people', { query: { q: '王 五', role: null, after: '', limit: 50 } });
  expect(page.next).toBe('z');
  expect(requests[0]?.path).toBe('/api/v1/people?q=%E7%8E%8B+%E4%BA%94&limit=50');
  expect(addressOf('/api/v1/plan/files')).toBe('/api/v1/plan/files');
});

it('an answer without words is none', async () => {
  answer(() => new Response(null, { status: 204 }));
  expect(await post('/api/v1/screens/self', { body: { version: 'x' } })).toBeNull();
  expect(new Headers(requests[0]?.init.headers).get('Idempotency-Key')).toBeNull();
});

it('says what it sends even where that is nothing, and leaves a form its own boundary', async () => {
  answer(() => new Response(null, { status: 204 }));
  await post('/api/v1/account/authenticator');
  await upload('/api/v1/plan/proposal', []);
  const types = requests.map(({ init }) => new Headers(init.headers).get('Content-Type'));
  expect(types).toEqual(['application/json', null]);
});

/** Held by the compiler, and never called: each of these is wrong. */
export const wrong = [
  // @ts-expect-error there is no such path
  () => read('/api/v1/persons'),
  // @ts-expect-error it cannot be ended
  () => remove('/api/v1/plan'),
  // @ts-expect-error whose keys?
  () => read('/api/v1/people/{id}/keys'),
  // @ts-expect-error of which person?
  () => read('/api/v1/people/{id}', { path: { name: 'a' } }),
  // @ts-expect-error no such question
  () => read('/api/v1/people', { query: { nmae: 'a' } }),
  // @ts-expect-error no such role
  () => read('/api/v1/people', { query: { role: 'king' } }),
  // @ts-expect-error two versions are compared
  () => read('/api/v1/plan/differences', { query: { from: 1 } }),
  // @ts-expect-error no such field
  () => command('/api/v1/people/{id}/disablement', { path: { id: 'a' }, body: { why: 'x' } }),
  // @ts-expect-error a reason is needed
  () => command('/api/v1/people/{id}/disablement', { path: { id: 'a' }, body: {} }),
  // @ts-expect-error it has no key
  () => command('/api/v1/session', { body: { name: 'a', password: 'b' } }),
  // @ts-expect-error it needs a key
  () => post('/api/v1/people/{id}/enablement', { path: { id: 'a' }, body: {} }),
  // @ts-expect-error no such field of the answer
  async () => (await read('/api/v1/rehearsal')).tempo,
];
