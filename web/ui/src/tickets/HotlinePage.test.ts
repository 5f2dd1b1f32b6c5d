import { nextTick } from 'vue';
import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../accounts/session';
import { createLanguages } from '../languages/language';
import HotlinePage from './HotlinePage.vue';

/** What the server answers, by method and path; a number is a refusal's status. */
let answers: Record<string, unknown> = {};
let asked: { what: string; body: Record<string, unknown> }[] = [];
let app: App | null = null;

const category = { id: 'charges', name: '收费', englishName: 'Charges', pace: 'ordinary' };
const limit = { minutes: 1_440, isWork: false };
const urgency = Object.fromEntries(
  ['dispatch', 'sign', 'contact', 'atOnce', 'simple', 'ordinary', 'complex', 'callBack'].map((name) => [name, limit]),
);
const sections = ['received', 'dispatched', 'signedFor', 'underway', 'suspended', 'answered'].map((stage) => ({
  stage,
  count: 0,
  due: 0,
  tickets: [],
}));
const caller = { id: 'c1', kind: 'caller', name: '李＊＊', phone: '138****46', address: null };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  localStorage.clear();
  [asked, session.value] = [[], null];
  answers = {
    'GET session': {
      account: 'a1',
      grants: [{ role: 'operator', from: '2013-01-01' }],
      permissions: ['intake', 'read'],
    },
    'GET places': {
      items: [
        { id: 'd', kind: 'district', name: '区' },
        { id: 's', kind: 'street', name: '街道', parent: 'd' },
      ],
    },
    'GET plan': 404,
    'GET rehearsal': { now: '2013-11-12T06:32:00Z' },
    'GET tickets/queue': { asOf: '2013-11-12T06:32:00Z', sections },
    'GET tickets/limits': {
      rules: { categories: [category], kinds: [], ordinary: urgency, urgent: urgency, lifeSafety: urgency },
      asOf: '2013-11-12T06:32:00Z',
      skipped: [],
    },
    'GET tickets/drafts': { items: [] },
    'GET tickets': { tickets: [] },
    'POST subjects': caller,
    'POST tickets/similar': { items: [] },
  };
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body = '{}' }: RequestInit = {}) => {
    const [address = ''] = path.replace('/api/v1/', '').split('?');
    const what = `${method} ${address.replace(/^(tickets\/drafts)\/.*/, '$1/…')}`;
    asked.push({ what, body: JSON.parse(String(body)) as Record<string, unknown> });
    const answer =
      answers[what] ?? (method === 'PUT' ? { id: 'd1', version: 1, changed: '2013-11-12T06:32:00Z' } : 404);
    return typeof answer === 'number'
      ? new Response('{"title":"…"}', { status: answer })
      : new Response(JSON.stringify(answer));
  });
});
afterEach(() => {
  app?.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(): Promise<void> {
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: HotlinePage }],
  });
  await router.push('/hotline');
  app = createApp(HotlinePage).use(router).use(createLanguages('zh-CN'));
  app.mount('#app');
  await vi.advanceTimersByTimeAsync(300);
}
const at = <T extends HTMLElement>(id: string) =>
  document.querySelector<T>(`[data-testid=${id}]`) ?? expect.fail(`no ${id}`);
async function type(id: string, text: string): Promise<void> {
  const field = at<HTMLInputElement>(id);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, ...more }),
  );
  await vi.advanceTimersByTimeAsync(50);
}

it('is not open to others, and says when the queue is empty', async () => {
  await open();
  expect(at('queue-empty').textContent).toContain('队列是空的');
  app?.unmount();
  answers['GET session'] = { account: 'a1', grants: [], permissions: ['read'] };
  await open();
  expect(at('hotline-barred').textContent).toContain('受理台不对您开放');
});

it('says that the queue stands still, and how long', async () => {
  await open();
  answers['GET tickets/queue'] = 500;
  await vi.advanceTimersByTimeAsync(9_000);
  expect(at('queue-stale').textContent).toMatch(/已 [89] 秒/);
});

it('records a caller once the number is whole, masks it, and keeps the rest of the draft', async () => {
  await open();
  expect(document.activeElement).toBe(at('phone'));
  await type('phone', '1381234204');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.some(({ what }) => what === 'POST subjects')).toBe(false);
  await type('phone', '13812342046');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(at('masked').textContent).toBe('来电 138****46');
  expect(at<HTMLInputElement>('phone').value).toBe('138****46');

  // Typed behind the mask it is the first digit of another number.
  const field = at<HTMLInputElement>('phone');
  field.value = '138****461';
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: '1' }));
  await nextTick();
  expect([field.value, at('masked').textContent]).toEqual(['1', '未登记来电人']);
  await type('phone', '13812342046');
  await vi.advanceTimersByTimeAsync(1_000);

  await type('matter', '多收 60 元');
  expect(Object.values({ ...localStorage }).join()).toContain('多收 60 元');
  expect(JSON.stringify({ ...localStorage })).not.toContain('13812342046');
  await vi.advanceTimersByTimeAsync(1_000);
  const kept = asked.findLast(({ what }) => what === 'PUT tickets/drafts/…')?.body['data'];
  expect(kept).toMatchObject({ matter: '多收 60 元', caller: 'c1', phone: '13812342046' });
  expect(at('kept').textContent).toContain('草稿已保存');
});

it('says all that is missing and sends nothing', async () => {
  await open();
  await press('s', { ctrlKey: true });
  const faults = [...document.querySelectorAll('[data-testid=fault]')].map(({ textContent }) => textContent);
  expect(faults).toEqual(['请写明诉求', '请选择对象：设施、服务点、社区或街道', '请选择类别']);
  expect(asked.some(({ what }) => what === 'POST tickets')).toBe(false);
});

it('holds a call for the next one, and asks once before it gives one up', async () => {
  await open();
  await type('matter', '路灯不亮');
  await press('F2');
  expect(at('held').textContent).toContain('路灯不亮');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');

  await type('matter', '第二件');
  await press('Escape');
  expect(at('discard').textContent).toContain('再按一次放弃');
  await press('a');
  expect(at('discard').textContent).toContain('放弃草稿');
  await press('Escape');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');
  expect(at('held').textContent).toContain('路灯不亮');
});
