import { afterEach, describe, expect, it, vi } from 'vitest';
import { mayOf } from './may';
import { findByPhone, firstAsked, needsNote, readSubjects, record, standing, type Subject } from './subjects';

const subject = (more: Partial<Subject> = {}): Subject => ({
  id: 's1',
  kind: 'caller',
  name: null,
  phone: null,
  address: null,
  hold: null,
  recorded: '2026-11-01T02:00:00Z',
  used: '2026-11-20T02:00:00Z',
  due: '2027-05-19',
  unreadable: false,
  ...more,
});

const asked: { path: string; init: RequestInit }[] = [];
function answer(response: () => Response): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return response();
  });
}
afterEach(() => {
  asked.length = 0;
  vi.unstubAllGlobals();
});

describe('how long somebody is kept', () => {
  it.each([
    ['later', { due: '2027-05-19' }],
    ['soon', { due: '2026-12-29' }],
    ['later', { due: '2026-12-30' }],
    ['passed', { due: '2026-11-29' }],
    ['held', { due: '2026-11-01', hold: { until: '2026-11-29', reason: '诉讼未结', by: 'office' } }],
    ['passed', { due: '2026-11-01', hold: { until: '2026-11-28', reason: '诉讼未结', by: 'office' } }],
  ])('is %s for %j', (state, more) => {
    expect(standing(subject(more), '2026-11-29')).toBe(state);
  });
});

it('asks for no more than most need', () => {
  expect(firstAsked(subject({ name: '张＊＊', phone: '138****01' }))).toEqual(['phone']);
  expect(firstAsked(subject({ name: '张＊＊' }))).toEqual(['name']);
  expect(firstAsked(subject())).toEqual([]);
  expect([needsNote('callBack'), needsNote('emergency'), needsNote('request')]).toEqual([false, true, true]);
});

it('has no number in an address, and sends nothing that is empty', async () => {
  answer(() => Response.json({ items: [], next: null }));
  await findByPhone('13800138001');
  await readSubjects('caller', null);
  await readSubjects(null, 'x y');
  expect(asked.map(({ path }) => path)).toEqual([
    '/api/v1/subjects/search',
    '/api/v1/subjects?kind=caller&limit=50',
    '/api/v1/subjects?after=x+y&limit=50',
  ]);
  expect(asked[0]?.init.body).toBe('{"phone":"13800138001"}');

  answer(() => Response.json(subject(), { status: 200 }));
  expect(await record({ kind: 'caller', name: '张三', phone: '', address: '' })).toBe(false);
  expect(asked[3]?.init.body).toBe('{"kind":"caller","name":"张三"}');
  answer(() => Response.json(subject(), { status: 201 }));
  expect(await record({ kind: 'caller', name: '张三' })).toBe(true);
});

it('offers each what is theirs', () => {
  const offered = (...permissions: string[]) =>
    Object.entries(mayOf(permissions)).flatMap(([name, may]) => (may ? [name] : []));
  expect(offered('watch', 'reveal')).toEqual(['reveal']);
  expect(offered('invite', 'reveal')).toEqual(['reveal', 'lead', 'ownTeam']);
  expect(offered('watch', 'read', 'invite', 'erase')).toEqual(['erase', 'rules']);
  expect(offered('watch', 'read', 'audit')).toEqual(['rules']);
  expect(offered('watch', 'read')).toEqual([]);
});
