import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { expect, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import type { Listed } from './alerts';
import AlertsPage from './AlertsPage.vue';
import { listed, places } from './samples';

/** A desk for tests: two streets with an alert each, and a server that answers what it is told to. */
export const path = '/api/v1/alerts';
export const told: { path: string; body: unknown; key: string }[] = [];
type Answer = () => Promise<Response>;
/** What the server has, as a test leaves it. */
export const server: { alerts: Listed[]; answers: Record<string, Answer>; onAsked: (address: string) => void } = {
  alerts: [],
  answers: {},
  onAsked: () => undefined,
};
let app: App | null = null;

export const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

const lead = { name: '区综治办', person: '张素彩' };
const line = {
  id: 'governance-station',
  order: 22,
  ring: 'security',
  name: '社区综治工作站',
  shortName: '综治工作站',
  englishName: 'Governance station',
  steps: [],
  lead,
  source: '三（六）1',
};
export const key = (unit: string, subject: string) => ({ rule: 'step' as const, unit, line: line.id, subject });
const page = () => ({
  alerts: server.alerts,
  total: server.alerts.length,
  handlings: [
    { handling: 'unacknowledged', count: server.alerts.filter(({ alert }) => !alert.promise).length },
    { handling: 'acknowledged', count: server.alerts.filter(({ alert }) => alert.promise).length },
  ],
  levels: [{ level: 'behind', count: server.alerts.length }],
  isTruncated: false,
});

export function begin(): void {
  Object.defineProperty(window, 'innerWidth', { value: 1440, configurable: true });
  server.alerts = [listed({ id: 'a', key: key('s1', 'a') }), listed({ id: 'b', key: key('s2', 'b') }, 3)];
  server.answers = {
    '/api/v1/session': json({
      account: 'wang',
      permissions: ['read', 'answer', 'arrange'],
      grants: [{ role: 'leadUnit', line: line.id }],
    }),
    '/api/v1/places': json({ items: places }),
    '/api/v1/plan': json({ lines: [line] }),
    '/api/v1/rehearsal': json({ now: '2013-11-12T06:32:08Z' }),
    '/api/v1/duties': json({
      rosters: [
        {
          place: places[1],
          posts: [{ line: line.id, lead: { holder: { account: 'zhou', name: '周红' } }, upcoming: [] }],
        },
        { place: places[2], posts: [] },
      ],
    }),
    [path]: () => json(page())(),
  };
}

export function end(): void {
  server.onAsked = () => undefined;
  app?.unmount();
  told.length = 0;
  vi.unstubAllGlobals();
}

function answer(asked: string): Promise<Response> {
  const address = asked.split('?')[0] ?? '';
  const [, id, part] = /^\/api\/v1\/alerts\/([^/]+)(\/history)?$/.exec(address) ?? [];
  const one = server.alerts.find(({ alert }) => alert.id === id);
  if (one && part) return json({ entries: [] })();
  if (one) return json(one.alert)();
  return server.answers[address]?.() ?? json({ title: '没有找到' }, 404)();
}

export async function open(query = ''): Promise<Router> {
  vi.stubGlobal(
    'fetch',
    (asked: string, init?: { method?: string; body?: string; headers?: Record<string, string> }) => {
      if (init?.method?.toUpperCase() === 'POST')
        told.push({ path: asked, body: JSON.parse(init.body ?? '{}'), key: init.headers?.['Idempotency-Key'] ?? '' });
      server.onAsked(asked);
      return answer(asked);
    },
  );
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: AlertsPage }],
  });
  await router.push(`/alerts${query}`);
  app = createApp(AlertsPage).use(createLanguages('zh-CN')).use(router);
  app.mount(root);
  return router;
}

export const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
export const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
export const row = (id: string) => find(`alert-${id}`)?.querySelector<HTMLElement>('button.row');
export const press = (pressed: string) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
  );
