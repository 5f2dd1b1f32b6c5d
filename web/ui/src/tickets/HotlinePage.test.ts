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
      rules: {
        categories: [category],
        kinds: [],
        ordinary: urgency,
        urgent: urgency,
        lifeSafety: urgency,
        phrases: [
          { name: '已告知时限', text: '将按时限回访', use: 'answer' },
          { name: '要求退费', text: '要求退还多收部分', use: 'matter' },
        ],
      },
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

async function open(address = '/hotline') {
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: HotlinePage }],
  });
  await router.push(address);
  app = createApp(HotlinePage).use(router).use(createLanguages('zh-CN'));
  app.mount('#app');
  await vi.advanceTimersByTimeAsync(300);
  return router;
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
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/13812342046|多收/);
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

it('brings back by one undo a call that was given up, and what was chosen', async () => {
  await open();
  await type('matter', '路灯不亮');
  at('chip-charges').click();
  await vi.advanceTimersByTimeAsync(50);
  await press('Escape');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');
  await press('z', { ctrlKey: true });
  expect(at<HTMLTextAreaElement>('matter').value).toBe('路灯不亮');
  expect(at('said').textContent).toContain('已撤销：放弃草稿');

  at('chip-urgent').click();
  await vi.advanceTimersByTimeAsync(50);
  await press('z', { ctrlKey: true });
  expect(at('chip-ordinary').getAttribute('aria-checked')).toBe('true');
  expect(at('said').textContent).toContain('选择紧急程度');
});

it('leaves to a text what was typed in it, and goes back only where none of it is left', async () => {
  await open();
  at('chip-charges').click();
  await vi.advanceTimersByTimeAsync(50);
  at('matter').focus();
  // The browser undoes something of it: the choice stays.
  at('matter').dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  at('matter').dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
  await vi.advanceTimersByTimeAsync(100);
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('true');
  // Nothing is left of it.
  at('matter').dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  await vi.advanceTimersByTimeAsync(100);
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('false');
});

it('lists all keys, each as a button does it too', async () => {
  await open();
  await press('F1');
  expect(at('keys-dialog').textContent).toContain('找工单F6');
  document.querySelector('dialog')?.dispatchEvent(new Event('close'));
  await nextTick();
  at('key-find').click();
  await nextTick();
  expect(at('find-dialog').textContent).toContain('工单号或来电号码');
});

it('writes a phrase where the cursor is', async () => {
  await open();
  await type('matter', '多收。');
  at('matter').focus();
  at<HTMLTextAreaElement>('matter').setSelectionRange(2, 2);
  await press('q', { altKey: true, code: 'KeyQ' });
  expect([...document.querySelectorAll('[data-testid=phrase] strong')].map((one) => one.textContent)).toEqual([
    '要求退费',
    '已告知时限',
  ]);
  at('phrases-filter').focus();
  await press('Enter');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('多收要求退还多收部分。');
  expect(document.activeElement).toBe(at('matter'));
});

it('says why a number finds nothing, and opens what it finds by Enter', async () => {
  await open();
  await press('F6');
  answers['GET tickets'] = 422;
  await type('find-typed', '62');
  at('find-typed')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(50);
  expect(at('faults').textContent).not.toBe('');

  const limits = Object.fromEntries(['dispatch', 'sign', 'contact', 'finish', 'callBack'].map((name) => [name, limit]));
  const ticket = {
    intake: { id: 't1', matter: 'w', kind: 'complaint', source: 'phone', recording: 'r', call: 'C-7' },
    stage: 'underway',
    about: { row: 'place:s', place: 's' },
    category: 'charges',
    urgency: 'ordinary',
    received: { at: '2013-11-12T00:00:00Z', by: 'account:a1' },
    limits,
    dues: {},
    ...Object.fromEntries(['dispatches', 'answers', 'calls', 'children', 'late'].map((name) => [name, []])),
    round: 1,
    returns: 0,
    urged: 0,
    version: 1,
  };
  answers['GET tickets'] = { tickets: [{ ticket, number: '1112-0062', matter: '门锁' }] };
  answers['GET tickets/t1'] = { ticket, number: '1112-0062', words: { w: '门锁', r: 'javascript:alert(1)' } };
  at('find-typed')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(50);
  expect(document.activeElement).toBe(at('found'));
  at('found').click();
  await vi.advanceTimersByTimeAsync(300);
  expect(at('ticket').textContent).toContain('工单 1112-0062');
  expect([at('call-id').textContent, at('recording').textContent]).toEqual(['C-7', 'javascript:alert(1)']);
  expect(at('recording').querySelector('a')).toBeNull();

  // Another category, by keyboard alone.
  await press('c', { altKey: true, code: 'KeyC' });
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('true');
  answers['POST tickets/t1/classification'] = {};
  at('chip-urgent').click();
  await press('Enter', { ctrlKey: true });
  expect(asked.find(({ what }) => what === 'POST tickets/t1/classification')?.body).toEqual({
    category: 'charges',
    urgency: 'urgent',
  });
  expect(at('said').textContent).toBe('类别和紧急程度已改');
});

it('takes a call that comes while it is open, holds the one in hand, and leaves no number in the address', async () => {
  const router = await open('/hotline?phone=13812342046&call=C-1');
  expect(router.currentRoute.value.fullPath).toBe('/hotline');
  expect(at<HTMLInputElement>('phone').value).not.toBe('');
  await type('matter', '第一件');
  await router.push('/hotline#phone=13900000001&call=C-2');
  await vi.advanceTimersByTimeAsync(100);
  expect(router.currentRoute.value.fullPath).toBe('/hotline');
  expect(at('held').textContent).toContain('第一件');
  expect(document.activeElement).toBe(at('matter'));
});
