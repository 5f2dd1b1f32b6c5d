import { afterEach, describe, expect, it, vi } from 'vitest';
import { command, commandId, Problem, read, readOrNone, Unreachable, upload } from './request';

const requests: { path: string; init: RequestInit }[] = [];
const key = (at: number) => new Headers(requests[at]?.init.headers).get('Idempotency-Key');

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
    await command('/x', { speed: 60 });
    expect(requests).toHaveLength(2);
    expect(key(0)).toBe(key(1));
    expect(requests[1]?.init.body).toBe('{"speed":60}');
  });

  it('is refused in the words of the problem', async () => {
    answer(() => Response.json({ title: '不能暂停', detail: '演练正在准备' }, { status: 409 }));
    const error = await command('/x').catch((reason: unknown) => reason);
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
  const error = await upload('/x', [{ name: 'lines/22.json', file: new File(['{}'], '22.json') }]).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ status: 422, faults: errors });
  expect(key(0)).toBe(key(1));
  expect(((requests[0]?.init.body as FormData).get('files') as File).name).toBe('lines/22.json');
});

it('what there is none of is no failure', async () => {
  answer(() => Response.json({}, { status: 404 }));
  expect(await readOrNone('/x')).toBeNull();
  answer(() => Response.json({}, { status: 503 }));
  await expect(readOrNone('/x')).rejects.toBeInstanceOf(Problem);
});

it('a question without an answer is told apart from a refusal', async () => {
  answer(() => {
    throw new TypeError('offline');
  });
  await expect(read('/x')).rejects.toBeInstanceOf(Unreachable);
});
