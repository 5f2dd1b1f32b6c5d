import { createApp, type App, type Component } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { expect, vi } from 'vitest';
import { createLanguages } from '../languages/everything';

/** A page of acceptance for tests: two streets, one line, and a server that answers what it is told to. */
type Answer = () => Promise<Response>;
export const told: { path: string; body: unknown; key: string }[] = [];
/** By path, with its query where one is asked for. */
export const server: { answers: Record<string, Answer> } = { answers: {} };
let app: App | null = null;

export const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

export const refused = (field: string, code: string, message: string, status = 422) =>
  json({ title: '有误', detail: message, errors: [{ field, code, message }] }, status);

const places = [
  { id: 'd', name: '金水区', kind: 'district' },
  { id: 's1', name: '花园路街道', kind: 'street', parent: 'd' },
  { id: 's1c1', name: '戊院社区', kind: 'community', parent: 's1' },
  { id: 's2', name: '北林路街道', kind: 'street', parent: 'd' },
];

export const line = {
  id: 'governance-station',
  order: 22,
  ring: 'security',
  name: '社区综治工作站',
  shortName: '综治工作站',
  englishName: 'Governance station',
  steps: [],
  lead: { name: '区综治办', person: '张素彩' },
  passMark: 90,
  source: '三（六）1',
};

export function begin(permissions: readonly string[], grants: readonly unknown[] = [{ role: 'programme' }]): void {
  Object.defineProperty(window, 'innerWidth', { value: 1440, configurable: true });
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  server.answers = {
    '/api/v1/session': json({ account: 'sun', permissions, grants }),
    '/api/v1/places': json({ items: places }),
    '/api/v1/plan': json({ lines: [line] }),
    '/api/v1/rehearsal': json({ now: '2013-11-12T06:32:08Z' }),
    '/api/v1/people/names': json({
      items: [
        { id: 'zhao', name: '赵敏' },
        { id: 'qian', name: '钱进' },
        { id: 'sun', name: '孙立' },
      ],
    }),
  };
}

export function end(): void {
  app?.unmount();
  told.length = 0;
  vi.unstubAllGlobals();
}

function answer(asked: string): Promise<Response> {
  const address = asked.split('?')[0] ?? '';
  return (server.answers[asked] ?? server.answers[address])?.() ?? json({ title: '没有找到' }, 404)();
}

export async function open(page: Component, address: string, props: Record<string, string> = {}): Promise<Router> {
  vi.stubGlobal(
    'fetch',
    (asked: string, init?: { method?: string; body?: string; headers?: Record<string, string> }) => {
      if (init?.method?.toUpperCase() === 'POST')
        told.push({ path: asked, body: JSON.parse(init.body ?? '{}'), key: init.headers?.['Idempotency-Key'] ?? '' });
      return answer(asked);
    },
  );
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: page }] });
  await router.push(address);
  app = createApp(page, props).use(createLanguages('zh-CN')).use(router);
  app.mount(root);
  return router;
}

export const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
export const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
export const click = async (id: string) => (await seen(id)).click();
export const submit = (id: string) =>
  find(id)
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
export function fill(field: HTMLInputElement | HTMLTextAreaElement | null, value: string): void {
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
