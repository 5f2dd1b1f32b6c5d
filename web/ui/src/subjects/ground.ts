/** The page before a server that a test makes up; for the tests beside it. */
import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import SubjectsPage from './SubjectsPage.vue';

export const zhang = {
  id: 'subject-1',
  kind: 'caller',
  name: '张＊＊',
  phone: '138****01',
  recorded: '2026-11-01T02:00:00Z',
  used: '2026-11-20T02:00:00Z',
  due: '2099-05-19',
  unreadable: false,
};
const broken = { ...zhang, id: 'subject-2', name: null, phone: null, unreadable: true };
const held = { ...zhang, id: 'subject-3', hold: { until: '2099-01-01', reason: '诉讼未结', by: 'account:office' } };
export const rules = {
  keepDays: { caller: 180, resident: 365, volunteer: 90 },
  counts: { caller: 3, resident: 0, volunteer: 0, held: 1, dueIn30Days: 2 },
  sweptAt: '2026-11-29T01:00:00Z',
  ledgerDirectoryOk: true,
};

/** What the server says, by method and path. */
export let answers: Record<string, (body: unknown) => Promise<Response>>;
export let sent: { method: string; path: string; body: unknown }[] = [];
export let router: Router;
let app: App | null = null;

export const leave = () => app?.unmount();

export const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(status === 204 ? new Response(null, { status }) : Response.json(body, { status }));

beforeEach(() => {
  answers = {
    'GET /api/v1/subjects': json({ items: [zhang, broken, held], next: 'subject-3' }),
    'GET /api/v1/subjects/rules': json(rules),
    'GET /api/v1/subjects/erasures': json({
      items: [
        {
          subject: 'subject-9',
          kind: 'resident',
          at: '2026-11-28T02:00:00Z',
          by: 'system:retention',
          reason: 'rule',
        },
      ],
      next: null,
    }),
  };
});

afterEach(() => {
  app?.unmount();
  sent = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

export async function open(...permissions: string[]): Promise<void> {
  answers['GET /api/v1/session'] ??= json({ account: 'a', displayName: '某人', permissions });
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const body = init.body === undefined ? null : (JSON.parse(String(init.body)) as unknown);
    sent.push({ method, path, body });
    return answers[`${method} ${path.split('?')[0]}`]?.(body) ?? json({ title: '没有找到' }, 404)();
  });
  document.body.replaceChildren(Object.assign(document.createElement('div'), { id: 'app' }));
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: SubjectsPage }] });
  await router.push('/subjects');
  app = createApp(SubjectsPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

export const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
export const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
export const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
export const fill = (id: string, value: string, event = 'input') => {
  const field = find<HTMLInputElement>(id) ?? expect.fail(`no ${id}`);
  field.value = value;
  field.dispatchEvent(new Event(event));
};
export const does = async () => {
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  find('confirm-do')?.click();
};
export const asked = (method: string) => sent.filter((one) => one.method === method);
