import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import DutiesPage from './DutiesPage.vue';

const [street, wang, li] = [
  { id: 'wenhualu', name: '文化路街道', kind: 'street' },
  { account: 'wang', name: '王五' },
  { account: 'li', name: '李四' },
];
const lead = { number: 1, line: 'clinic', kind: 'lead', holder: wang, from: '2013-10-01' };
const handOver = { number: 4, from: wang, to: li, on: '2013-11-20', note: '台账未交', duties: [lead] };
const lines = [
  { id: 'clinic', order: 2, ring: 'health', name: '社区卫生服务', englishName: 'Clinics' },
  { id: 'hall', order: 1, ring: 'government', name: '便民服务大厅', englishName: 'Halls' },
];

let answers: Record<string, () => Promise<Response>>;
const asked: string[] = [];
const posts: { path: string; body: unknown }[] = [];
let app: App | null = null;

const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

beforeEach(() => {
  answers = {
    '/api/v1/session': json({
      account: 'li',
      permissions: ['read', 'report', 'appoint'],
      grants: [{ place: street.id }],
    }),
    '/api/v1/places': json({ items: [street] }),
    '/api/v1/plan': json({ lines }),
    '/api/v1/duties/mine': json({ today: '2013-11-12', items: [], waiting: [{ place: street, handOver }] }),
    '/api/v1/duties/candidates': json({ items: [wang, li], truncated: false }),
    '/api/v1/duties': json({
      today: '2013-11-12',
      day: '2013-11-12',
      mayAppoint: true,
      truncated: false,
      rosters: [
        {
          place: street,
          posts: [{ line: 'clinic', lead, nextChange: undefined, upcoming: [] }],
          open: [handOver],
          leftOut: [],
        },
      ],
    }),
  };
});

afterEach(() => {
  app?.unmount();
  [asked.length, posts.length] = [0, 0];
  vi.unstubAllGlobals();
});

async function open(query = ''): Promise<void> {
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      posts.push({ path, body: JSON.parse(String(init.body)) });
      return json({ version: 2 })();
    }
    asked.push(path);
    return answers[path.split('?')[0] ?? '']?.() ?? json({ title: '没有找到' }, 404)();
  });
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: DutiesPage }],
  });
  await router.push(`/duties${query}`);
  app = createApp(DutiesPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));

it.each([
  ['loading', () => new Promise<Response>(() => undefined)],
  ['failed', () => Promise.reject(new TypeError('offline'))],
  ['forbidden', json({ title: '没有权限' }, 403)],
  ['refused', json({ title: '没有找到' }, 404)],
])('it says so when it is %s', async (state, answer) => {
  answers['/api/v1/duties'] = answer;
  await open();
  await seen(`duties-${state}`);
  await vi.waitFor(() => expect(asked.filter((path) => path.startsWith('/api/v1/duties'))).toHaveLength(2));
});

it('has every post of the own place, and says by word where nobody is named', async () => {
  await open();
  expect((await seen('post-clinic')).textContent).toContain('王五');
  expect(find('post-hall')?.textContent).toContain('未录责任人');
  expect(find('post-hall')?.querySelector('svg')).not.toBeNull();
  expect(find('count')?.textContent).toBe('共 3 项，2 项未录责任人');
  expect(asked).toContain('/api/v1/duties?place=wenhualu');
});

it('says that there is no plan, and still has the place as a whole', async () => {
  answers['/api/v1/plan'] = json({ title: '没有找到' }, 404);
  await open();
  await seen('duties-none');
  expect(find('post-whole')?.textContent).toContain('未录责任人');
});

it('offers nothing to whoever may name nobody there', async () => {
  const rosters = await (await answers['/api/v1/duties']?.())?.json();
  answers['/api/v1/duties'] = json({ ...rosters, mayAppoint: false });
  await open('?place=wenhualu&day=2013-11-20');
  await seen('roster');
  for (const id of ['arrange', 'acceptFor', 'withdraw']) expect(find(id)).toBeNull();
  expect(asked).toContain('/api/v1/duties?place=wenhualu&day=2013-11-20');
});

it('names a lead for the post that was chosen', async () => {
  await open();
  (await seen('post-hall')).querySelector<HTMLElement>('[data-testid="arrange"]')?.click();
  const who = await seen<HTMLSelectElement>('who');
  await vi.waitFor(() => expect(who.options).toHaveLength(2));
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  who.value = 'li';
  who.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  find('confirm-do')?.click();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已指定李四'));
  expect(posts).toEqual([
    { path: '/api/v1/duties/wenhualu/assignment', body: { line: 'hall', holder: 'li', from: '2013-11-12' } },
  ]);
  await vi.waitFor(() => expect(document.activeElement).toBe(find('said')));
});

it('accepts a hand-over in person, and declines one with a reason', async () => {
  await open();
  (await seen('accept')).click();
  (await seen('confirm-do')).click();
  await vi.waitFor(() => expect(posts).toHaveLength(1));
  expect(posts[0]).toEqual({
    path: '/api/v1/duties/wenhualu/hand-over/acceptance',
    body: { handOver: 4, by: 'receiver' },
  });
  await vi.waitFor(() => expect(find('confirm')).toBeNull());

  find('withdraw')?.click();
  const reason = await seen<HTMLInputElement>('reason');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  reason.value = '日期有误';
  reason.dispatchEvent(new Event('input'));
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  find('confirm-do')?.click();
  await vi.waitFor(() => expect(posts).toHaveLength(2));
  expect(posts[1]).toEqual({
    path: '/api/v1/duties/wenhualu/hand-over/dismissal',
    body: { handOver: 4, by: 'appointer', reason: '日期有误' },
  });
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已撤回交接'));
  await vi.waitFor(() => expect(document.activeElement).toBe(find('said')));
});
