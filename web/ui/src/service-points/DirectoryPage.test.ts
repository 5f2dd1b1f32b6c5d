import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import DirectoryPage from './DirectoryPage.vue';
import { listed, listing, point, rules } from './samples';

const street = { id: 's1', name: '北林路街道', kind: 'street' };
const community = { id: 'c1', name: '鑫苑社区', kind: 'community', parent: 's1' };
let answers: Record<string, () => Promise<Response>>;
const asked: string[] = [];
let app: App | null = null;
let router: Router;

const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

beforeEach(() => {
  const named = (id: string, name: string) => listed(point({ id, listing: listing({ name }) }));
  answers = {
    '/api/v1/session': json({ account: 'li', permissions: ['read'], grants: [{ role: 'street', place: 's1' }] }),
    '/api/v1/places': json({ items: [street, community] }),
    '/api/v1/plan': json({ lines: [], directory: rules }),
    '/api/v1/rehearsal': json({ now: '2013-11-12T00:00:00Z' }),
    '/api/v1/service-points': json({ items: [named('a', '甲洗衣点'), named('b', '乙洗衣点')], next: '1~b', total: 7 }),
  };
});

afterEach(() => {
  app?.unmount();
  asked.length = 0;
  vi.unstubAllGlobals();
});

async function open(query = ''): Promise<void> {
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return answers[path.split('?')[0] ?? '']?.() ?? json({ title: '没有找到' }, 404)();
  });
  document.body.innerHTML = '<div id="app"></div>';
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: DirectoryPage }],
  });
  await router.push(`/service-points${query}`);
  app = createApp(DirectoryPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
const questions = () => asked.filter((path) => path.startsWith('/api/v1/service-points?'));

it.each([
  ['loading', () => new Promise<Response>(() => undefined)],
  ['failed', () => Promise.reject(new TypeError('offline'))],
  ['barred', json({ title: '没有权限' }, 403)],
  ['noRules', json({ lines: [] })],
])('it says so when it is %s', async (state, answer) => {
  answers['/api/v1/plan'] = answer;
  await open();
  await seen(`points-${state}`);
});

it('begins with one’s own street and asks what the address says', async () => {
  await open('?kind=laundry&step=filed&text=%E6%B4%97&state=none');
  await seen('points');
  expect(questions()).toEqual(['/api/v1/service-points?place=s1&kind=laundry&registration=filed&q=%E6%B4%97&limit=50']);
});

it('a filter stands in the address, and the list is asked anew', async () => {
  await open();
  const select = await seen<HTMLSelectElement>('state');
  select.value = 'paused';
  select.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(questions().at(-1)).toContain('state=paused'));
  expect(router.currentRoute.value.query).toEqual({ state: 'paused' });
});

it('more is asked after what is there, and a failure leaves it standing', async () => {
  await open();
  await seen('more');
  expect(find('count')?.textContent?.trim()).toBe('共 7 个，已列出 2 个');
  answers['/api/v1/service-points'] = () => Promise.reject(new TypeError('offline'));
  find('more')?.click();
  await seen('points-failed');
  expect(questions().at(-1)).toContain('after=1%7Eb');
  expect(document.querySelectorAll('[data-row]')).toHaveLength(2);
});

it('goes from row to row by the arrows', async () => {
  await open();
  await seen('points');
  const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const now = () => document.activeElement?.textContent;
  press('ArrowDown');
  expect(now()).toBe('甲洗衣点');
  press('ArrowDown');
  press('ArrowDown');
  expect(now()).toBe('乙洗衣点');
  press('/');
  expect(document.activeElement).toBe(find('text'));
});

it('an empty list says what will appear', async () => {
  answers['/api/v1/service-points'] = json({ items: [] });
  await open();
  expect((await seen('points-empty')).textContent).toContain('还没有服务点');
});
