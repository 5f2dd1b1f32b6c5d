import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/language';
import SubjectsPage from './SubjectsPage.vue';

const zhang = {
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
const held = { ...zhang, id: 'subject-3', hold: { until: '2099-01-01', reason: '诉讼未结', by: '区长效办' } };
const rules = {
  keepDays: { caller: 180, resident: 365, volunteer: 90 },
  counts: { caller: 3, resident: 0, volunteer: 0, held: 1, dueIn30Days: 2 },
  sweptAt: '2026-11-29T01:00:00Z',
  ledgerDirectoryOk: true,
};

let answers: Record<string, (body: unknown) => Promise<Response>>;
let sent: { method: string; path: string; body: unknown }[] = [];
let app: App | null = null;
let router: Router;

const json =
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
          reason: 'retention',
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

async function open(...permissions: string[]): Promise<void> {
  answers['GET /api/v1/session'] ??= json({ account: 'a', displayName: '某人', permissions });
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const body = init.body === undefined ? null : (JSON.parse(String(init.body)) as unknown);
    sent.push({ method, path, body });
    return answers[`${method} ${path.split('?')[0]}`]?.(body) ?? json({ title: '没有找到' }, 404)();
  });
  document.body.innerHTML = '<div id="app"></div>';
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: SubjectsPage }] });
  await router.push('/subjects');
  app = createApp(SubjectsPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
const fill = (id: string, value: string, event = 'input') => {
  const field = find<HTMLInputElement>(id) ?? expect.fail(`no ${id}`);
  field.value = value;
  field.dispatchEvent(new Event(event));
};
const does = async () => {
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  find('confirm-do')?.click();
};
const asked = (method: string) => sent.filter((one) => one.method === method);

it('who only reveals is offered no erasure, no rules and no ledger', async () => {
  await open('watch', 'reveal');
  await seen('subjects');
  expect(all('subject')).toHaveLength(3);
  expect(find('record')).not.toBeNull();
  // Not of one that cannot be opened.
  expect(all('reveal')).toHaveLength(2);
  for (const id of ['erase', 'hold', 'lift', 'rules', 'ledger']) expect(find(id)).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/api/v1/subjects/rules');
});

it('auditors see rules and ledger alone', async () => {
  await open('watch', 'read', 'audit');
  expect((await seen('erasure')).textContent).toContain('保存期限已到');
  expect(find('erasure')?.textContent).toContain('系统');
  expect((await seen('rules')).textContent).toContain('最后使用后 180 天');
  expect(find('subjects')).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/api/v1/subjects?limit=50');
});

it('a ledger that cannot be written is said by shape and word', async () => {
  answers['GET /api/v1/subjects/rules'] = json({ ...rules, ledgerDirectoryOk: false });
  await open('erase');
  expect((await seen('ledger-broken')).textContent).toContain('✕ 删除台账的目录写不进去');
});

it('others are told that it is not for them, and who is not signed in is led to the door', async () => {
  await open('watch', 'read');
  await seen('subjects-forbidden');
  app?.unmount();
  answers['GET /api/v1/session'] = json({ account: null, permissions: [] });
  await open();
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/sign-in?to=/subjects'));
});

it('says so where it cannot be read, and where there is nobody', async () => {
  answers['GET /api/v1/subjects'] = () => Promise.reject(new TypeError('offline'));
  await open('reveal');
  expect((await seen('list-failed')).textContent).toContain('服务没有应答');
  answers['GET /api/v1/subjects'] = json({ items: [], next: null });
  find('list-failed')?.querySelector('button')?.click();
  expect((await seen('empty')).textContent).toContain('还没有个人信息');
});

it('lists page after page, and finds a number without an address having it', async () => {
  await open('reveal');
  await seen('more');
  answers['GET /api/v1/subjects'] = json({ items: [{ ...zhang, id: 'subject-4' }], next: null });
  find('more')?.click();
  await vi.waitFor(() => expect(all('subject')).toHaveLength(4));
  expect(sent.at(-1)?.path).toBe('/api/v1/subjects?after=subject-3&limit=50');

  answers['POST /api/v1/subjects/search'] = json({ items: [zhang] });
  fill('phone-search', '13800138001');
  find('find')
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('count')?.textContent).toBe('找到 1 条'));
  expect(sent.at(-1)).toEqual({ method: 'POST', path: '/api/v1/subjects/search', body: { phone: '13800138001' } });
  expect(router.currentRoute.value.fullPath).toBe('/subjects');
  find('to-list')?.click();
  await vi.waitFor(() => expect(find('to-list')).toBeNull());
});

it('shows in full for a stated reason and a minute, and says that it is audited', async () => {
  answers['POST /api/v1/subjects/subject-1/reveal'] = json({ phone: '13800138001' });
  await open('reveal');
  (await seen('reveal')).click();
  await seen('reason');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('reason', 'emergency', 'change');
  await vi.waitFor(() => expect(find<HTMLInputElement>('note')?.required).toBe(true));
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('note', '老人独居未应门');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  await does();
  await vi.waitFor(() => expect(find('shown')?.textContent).toContain('13800138001'));
  expect(asked('POST')).toEqual([
    {
      method: 'POST',
      path: '/api/v1/subjects/subject-1/reveal',
      body: { fields: ['phone'], reason: 'emergency', note: '老人独居未应门' },
    },
  ]);
  expect(find('audited')?.textContent).toContain('已记入审计，原因：紧急救助');
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(find('shown')?.textContent).toContain('138****01'));
  expect(document.body.textContent).not.toContain('13800138001');
  expect(find('shown-state')?.textContent).toContain('已重新遮盖');
});

it('a refusal is told in its own words and nothing is shown', async () => {
  answers['POST /api/v1/subjects/subject-1/reveal'] = json({ title: '一小时内最多查看 60 次' }, 429);
  await open('reveal');
  (await seen('reveal')).click();
  await seen('reason');
  fill('reason', 'callBack', 'change');
  await does();
  expect((await seen('faults')).textContent).toContain('一小时内最多查看 60 次');
  expect(find('shown')).toBeNull();
});

it('the office erases, is told that events and counts stay, and the ledger is read again', async () => {
  answers['POST /api/v1/subjects/subject-1/erase'] = json(null, 204);
  await open('watch', 'read', 'invite', 'erase');
  (await seen('erase')).click();
  expect((await seen('stays')).textContent).toContain('业务记录和统计数字都保留');
  expect(find('reveal')).toBeNull();
  expect(find('record')).toBeNull();
  fill('reason', 'request', 'change');
  const before = sent.filter(({ path }) => path.includes('/erasures')).length;
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已删除'));
  expect(asked('POST')[0]).toEqual({
    method: 'POST',
    path: '/api/v1/subjects/subject-1/erase',
    body: { reason: 'request' },
  });
  await vi.waitFor(() => expect(document.activeElement).toBe(find('said')));
  await vi.waitFor(() => expect(sent.filter(({ path }) => path.includes('/erasures')).length).toBe(before + 1));
});

it('the office holds one and lifts the hold of another', async () => {
  answers['PUT /api/v1/subjects/subject-1/hold'] = json(null, 204);
  answers['DELETE /api/v1/subjects/subject-3/hold'] = json(null, 204);
  await open('erase');
  (await seen('hold')).click();
  await seen('hold-reason');
  fill('hold-reason', '投诉复查');
  fill('until', '2027-01-31');
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已暂缓删除，至 2027年1月31日'));
  expect(asked('PUT')[0]?.body).toEqual({ until: '2027-01-31', reason: '投诉复查' });

  find('lift')?.click();
  await seen('confirm');
  await does();
  await vi.waitFor(() => expect(asked('DELETE')).toHaveLength(1));
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已取消暂缓'));
});

it('records somebody, and says when the phone was known', async () => {
  answers['POST /api/v1/subjects'] = json(zhang, 200);
  await open('watch', 'reveal');
  (await seen('record')).click();
  await seen('record-phone');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('record-phone', ' 13800138001 ');
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已登记过'));
  expect(asked('POST')[0]?.body).toEqual({ kind: 'caller', phone: '13800138001' });
  await vi.waitFor(() => expect(find('confirm')).toBeNull());
});
