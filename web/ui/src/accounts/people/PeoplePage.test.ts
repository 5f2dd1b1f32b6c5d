import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../../languages/everything';
import { session } from '../session';
import PeoplePage from './PeoplePage.vue';
import type { Person } from './people';

const person: Person = {
  id: 'a1',
  name: 'wangwu',
  displayName: '王五',
  holder: 'person',
  grants: [{ role: 'street', place: 's1', from: '2013-09-26' }],
  hasPassword: true,
  hasAuthenticator: false,
  hasPasskey: false,
  sessions: 1,
  keys: 0,
};
const office = {
  account: 'me',
  name: 'me',
  displayName: '我',
  permissions: ['administer', 'invite', 'read'],
  grants: [],
};
const leader = { ...office, permissions: ['invite'], grants: [{ role: 'teamLeader', team: 't1', from: '2013-09-26' }] };
const roles = [
  { role: 'leadership', scope: 'district', holder: 'person' },
  { role: 'street', scope: 'place', holder: 'person', place: 'street' },
  { role: 'volunteer', scope: 'team', holder: 'person' },
  { role: 'service', scope: 'any', holder: 'program' },
];
const places = [
  { id: 'd', name: '金水区', kind: 'district' },
  { id: 's1', name: '大石桥', kind: 'street', parent: 'd' },
];

/** A street's staff work in a street. */
const hits = [
  {
    kind: 'place',
    id: 's1c1',
    name: '大石桥社区',
    spans: [],
    way: 'initials',
    street: 's1',
    community: 's1c1',
    placeNames: ['大石桥'],
  },
  { kind: 'place', id: 's1', name: '大石桥', spans: [], way: 'initials', street: 's1', placeNames: [] },
];

const posts: { path: string; body: unknown }[] = [];
let app: App | null = null;

/** @param people what the list answers: a page, a status, or nothing ever. */
async function open(people: unknown, caller: object = office, query = ''): Promise<void> {
  const answers: Record<string, unknown> = {
    '/api/v1/session': caller,
    '/api/v1/people/roles': { items: roles },
    '/api/v1/rehearsal': { mode: 'rehearsal', now: '2013-11-12T02:00:00Z' },
    '/api/v1/places': { items: places },
    '/api/v1/plan': { lines: [{ id: 'park', name: '公园', englishName: 'Park' }] },
    '/api/v1/people/a1': person,
  };
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      posts.push({ path, body: JSON.parse(String(init.body)) });
      const invitation = { link: '/invitation#token', ends: '2013-11-15T02:00:00Z' };
      return Promise.resolve(Response.json(path.endsWith('/people') ? { id: 'a2', invitation } : invitation));
    }
    const asked = path.startsWith('/api/v1/people?') ? people : answers[path];
    if (path.startsWith('/api/v1/search?')) return Promise.resolve(Response.json({ hits, total: 2 }));
    if (asked === null) return new Promise(() => undefined);
    if (typeof asked === 'number') return Promise.resolve(Response.json({ title: '不允许' }, { status: asked }));
    return Promise.resolve(Response.json(asked));
  });
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: PeoplePage }],
  });
  await router.push(`/people${query}`);
  app = createApp(PeoplePage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
function fill(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input'));
}

afterEach(() => {
  app?.unmount();
  posts.length = 0;
  session.value = null;
  // What a page asked for last may still be on its way.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});

it.each([
  ['waits', null, 'people-waits', '正在读取'],
  ['cannot be read', 503, 'people-waits', '暂时读不到'],
  ['is not allowed', 403, 'people-forbidden', '没有权限'],
  ['is empty', { items: [] }, 'people-empty', '没有符合的账号'],
  ['holds somebody', { items: [person] }, 'people', '王五'],
])('a list that %s is shown as such', async (_, answer, id, words) => {
  await open(answer);
  await vi.waitFor(() => expect(find(id)?.textContent).toContain(words));
});

it('opens a person with what the role needs alone, and shows the link once', async () => {
  await open({ items: [person] });
  (await seen('open-person')).click();
  fill(await seen<HTMLInputElement>('display-name'), '赵六');
  fill(await seen<HTMLInputElement>('user-name'), 'zhaoliu');
  // What has to be limited comes first; the whole district is chosen on purpose.
  expect(find<HTMLSelectElement>('grant-role')?.value).toBe('street');
  fill(await seen<HTMLSelectElement>('grant-role'), 'leadership');
  await vi.waitFor(() => expect(find('grant-place')).toBeNull());
  fill(await seen<HTMLSelectElement>('grant-role'), 'street');
  const place = (await seen('grant-place')).querySelector('input') ?? expect.fail('no field');
  fill(place, 'dsq');
  await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(1));
  document.querySelector<HTMLElement>('[role=option]')?.click();
  await vi.waitFor(() => expect(place.value).toBe('大石桥'));
  find('open')?.click();
  const once = await seen('shown-once');
  expect(once.querySelector('input')?.value).toBe(`${location.origin}/invitation#token`);
  expect(posts).toEqual([
    {
      path: '/api/v1/people',
      body: { name: 'zhaoliu', displayName: '赵六', grants: [{ role: 'street', place: 's1', from: '2013-11-12' }] },
    },
  ]);
});

it('asks for a reason before somebody is disabled', async () => {
  await open({ items: [person] }, office, '?id=a1');
  (await seen('disable')).click();
  fill(await seen<HTMLInputElement>('reason'), '离岗');
  find('disable-do')?.click();
  await vi.waitFor(() => expect(posts).toEqual([{ path: '/api/v1/people/a1/disablement', body: { reason: '离岗' } }]));
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已停用'));
});

it('offers nobody the change of their own rights', async () => {
  await open({ items: [person] }, { ...office, account: 'a1' }, '?id=a1');
  await seen('facts');
  await vi.waitFor(() => expect(find('person')?.textContent).toContain('另一位管理员'));
  for (const id of ['edit-grants', 'disable', 'invite']) expect(find(id)).toBeNull();
});

it('offers a team leader volunteers of the own team alone', async () => {
  await open({ items: [] }, leader);
  (await seen('open-person')).click();
  const role = await seen<HTMLSelectElement>('grant-role');
  expect([...role.options].map((option) => option.value)).toEqual(['volunteer']);
  expect([...(await seen<HTMLSelectElement>('grant-team')).options].map((option) => option.value)).toEqual(['', 't1']);
  expect(find('open-program')).toBeNull();
});
