import { createApp, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/language';
import type { Listed } from './alerts';
import AlertsPage from './AlertsPage.vue';
import { listed, places, promise } from './samples';

// No wall is watched in a test.
vi.mock('./useCurve', async () => {
  const { ref } = await import('vue');
  const { Picture } = await import('../walls/picture');
  return { useCurve: () => ({ picture: new Picture(), forbidden: ref(false), isDrawn: ref(false) }) };
});

const path = '/api/v1/alerts';
const told: { path: string; body: unknown; key: string }[] = [];
let answers: Record<string, () => Promise<Response>>;
let alerts: Listed[];
let app: App | null = null;
let router: Router;

const json =
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
const key = (unit: string, subject: string) => ({ rule: 'step' as const, unit, line: line.id, subject });
const page = () => ({
  alerts,
  total: alerts.length,
  handlings: [
    { handling: 'unacknowledged', count: alerts.filter(({ alert }) => !alert.promise).length },
    { handling: 'acknowledged', count: alerts.filter(({ alert }) => alert.promise).length },
  ],
  levels: [{ level: 'behind', count: alerts.length }],
  isTruncated: false,
});

beforeEach(() => {
  Object.defineProperty(window, 'innerWidth', { value: 1440, configurable: true });
  alerts = [listed({ id: 'a', key: key('s1', 'a') }), listed({ id: 'b', key: key('s2', 'b') }, 3)];
  answers = {
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
      ],
    }),
    [path]: () => json(page())(),
  };
});

afterEach(() => {
  app?.unmount();
  told.length = 0;
  vi.unstubAllGlobals();
});

function answer(asked: string): Promise<Response> {
  const address = asked.split('?')[0] ?? '';
  const [, id, part] = /^\/api\/v1\/alerts\/([^/]+)(\/history)?$/.exec(address) ?? [];
  const one = alerts.find(({ alert }) => alert.id === id);
  if (one && part) return json({ entries: [] })();
  if (one) return json(one.alert)();
  return answers[address]?.() ?? json({ title: '没有找到' }, 404)();
}

async function open(query = ''): Promise<void> {
  vi.stubGlobal(
    'fetch',
    (asked: string, init?: { method?: string; body?: string; headers?: Record<string, string> }) => {
      if (init?.method?.toUpperCase() === 'POST')
        told.push({ path: asked, body: JSON.parse(init.body ?? '{}'), key: init.headers?.['Idempotency-Key'] ?? '' });
      return answer(asked);
    },
  );
  document.body.innerHTML = '<div id="app"></div>';
  router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: AlertsPage }],
  });
  await router.push(`/alerts${query}`);
  app = createApp(AlertsPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
const row = (id: string) => find(`alert-${id}`)?.querySelector<HTMLElement>('button.row');
const press = (pressed: string) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
  );

it('groups by street with who answers there, and reads the worst of it beside', async () => {
  await open();
  expect((await seen('street-s1')).textContent).toContain('大石桥街道');
  await vi.waitFor(() => expect(find('street-s1')?.textContent).toContain('周红'));
  expect(find('street-s2')?.textContent).toContain('未录责任人');
  const words = find('alert-a')?.textContent ?? '';
  for (const one of [
    '滞后',
    '综治工作站·第二批',
    '区综治办 张素彩',
    '落后 1 项',
    '逾期 12 天',
    '未确认',
    '2 天后报牵头单位',
    '8 个工作日',
  ])
    expect(words).toContain(one);
  expect(find('alert')?.textContent).toContain('大石桥街道');
  expect(find('rung-leadUnit')?.textContent).toContain('11月14日 09:00');
});

it('goes by keyboard from row to row, and one key acknowledges the one that is read', async () => {
  await open();
  await seen('alert-a');
  press('ArrowDown');
  press('ArrowDown');
  expect(document.activeElement).toBe(row('b'));
  await vi.waitFor(() => expect(find('alert')?.textContent).toContain('花园路街道'));
  press('c');
  await seen('promise');
  find<HTMLInputElement>('reason-money')?.click();
  await nextTick();
  answers[`${path}/b/acknowledgement`] = () => {
    alerts = alerts.map((one) => (one.alert.id === 'b' ? listed({ ...one.alert, promise }, 3) : one));
    return json({ stream: 'alert:b', version: 2, recordedAt: '2013-11-12T06:32:08Z' })();
  };
  find('confirm-do')
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('alert-b')?.textContent).toContain('已确认·承诺'));
  expect(told[0]?.body).toEqual({ on: '2013-11-19', reason: 'money' });
  expect(find('said')?.textContent).toBe('花园路街道·综治工作站·第二批：已确认，承诺 11月19日 前完成');
  await vi.waitFor(() => expect(document.activeElement).toBe(row('b')));
});

it('acknowledges several, one command each with a key of its own, and says at the row what was refused', async () => {
  answers[`${path}/a/acknowledgement`] = json({ stream: 'alert:a', version: 2, recordedAt: '2013-11-12T06:32:08Z' });
  answers[`${path}/b/acknowledgement`] = json({ title: '现在不行', detail: '该预警已消除', errors: [] }, 409);
  await open();
  await seen('alert-a');
  press('ArrowDown');
  press('x');
  press('ArrowDown');
  await vi.waitFor(() => expect(find('alert-b')?.className).toContain('chosen'));
  press('x');
  await vi.waitFor(() => expect(find('acknowledge-many')?.textContent).toContain('2'));
  find('acknowledge-many')?.click();
  (await seen('confirm-do')).closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('batch')?.textContent).toContain('已确认 1 条'));
  expect(told.map((one) => one.path)).toEqual([`${path}/a/acknowledgement`, `${path}/b/acknowledgement`]);
  expect(new Set(told.map((one) => one.key)).size).toBe(2);
  expect(find('alert-b')?.textContent).toContain('该预警已消除');
  expect(find('alert-a')?.textContent).not.toContain('该预警已消除');
});

it('what is new does not move what is read until it is asked for', async () => {
  await open();
  await seen('alert-a');
  const worse = listed({ id: 'c', key: key('s2', 'c') });
  alerts = [...alerts, { ...worse, alert: { ...worse.alert, facts: { ...worse.alert.facts, level: 'missed' } } }];
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await seen('moved')).textContent).toContain('多 1 条');
  expect(find('alert-c')).toBeNull();
  press('r');
  await seen('alert-c');
  expect(document.querySelector('[data-testid^="street-"]')).toBe(find('street-s2'));
  expect(find('moved')).toBeNull();
});

it('finds in the list, and a handling leaves out the others', async () => {
  await open();
  const field = await seen<HTMLInputElement>('find');
  press('/');
  expect(document.activeElement).toBe(field);
  field.value = '花园';
  field.dispatchEvent(new Event('input'));
  await vi.waitFor(() => expect(find('alert-a')).toBeNull());
  expect(find('alert-b')).not.toBeNull();
  field.value = '';
  field.dispatchEvent(new Event('input'));
  find('handling-acknowledged')?.click();
  await seen('alerts-none');
  expect(router.currentRoute.value.query).toEqual({ handling: 'acknowledged' });
});

it('offers nobody what they may not, and says who may', async () => {
  answers['/api/v1/session'] = json({ account: 'ling', permissions: ['read'], grants: [{ role: 'leadership' }] });
  await open();
  expect((await seen('alert')).textContent).toContain('由街道、社区或牵头单位确认并承诺');
  expect(find('do-acknowledge')).toBeNull();
  press('c');
  await nextTick();
  expect(find('promise')).toBeNull();
});

it('in a hand first the list, then what is opened', async () => {
  Object.defineProperty(window, 'innerWidth', { value: 390, configurable: true });
  await open();
  (await seen('alert-b')).querySelector<HTMLElement>('button.row')?.focus();
  await nextTick();
  expect(find('alert')).toBeNull();
  row('b')?.click();
  await seen('alert');
  expect(router.currentRoute.value.query).toEqual({ alert: 'b' });
});

it.each([
  ['alerts-loading', () => new Promise<Response>(() => undefined)],
  ['alerts-failed', () => Promise.reject(new TypeError('offline'))],
  ['alerts-barred', json({ title: '没有权限' }, 403)],
  ['alerts-none', json({ alerts: [], total: 0, handlings: [], levels: [], isTruncated: false })],
])('says %s', async (state, told) => {
  answers[path] = told;
  await open();
  expect(await seen(state)).toBeTruthy();
});

it('keeps what it has when the server is silent, and says of when it is', async () => {
  await open();
  await seen('alert-a');
  answers[path] = () => Promise.reject(new TypeError('offline'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await seen('alerts-stale')).textContent).toContain('14:32:08');
  expect(find('alert-a')).not.toBeNull();
});
