import { createApp, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { expect, vi } from 'vitest';
import { session } from '../accounts/session';
import { createLanguages } from '../languages/everything';
import HotlinePage from './HotlinePage.vue';

/** What the server answers, by method and path; a number is a refusal's status, a list what is wrong. */
export const server: { answers: Record<string, unknown>; asked: { what: string; body: Record<string, unknown> }[] } = {
  answers: {},
  asked: [],
};
/** A ticket as it is read. */
export function ticketOf(id: string, stage: string, more: object = {}) {
  const limits = Object.fromEntries(['dispatch', 'sign', 'contact', 'finish', 'callBack'].map((name) => [name, limit]));
  return {
    intake: { id, matter: 'w', kind: 'complaint', source: 'phone' },
    stage,
    about: { row: 'place:s', place: 's' },
    category: 'charges',
    urgency: 'ordinary',
    received: { at: '2013-11-12T00:00:00Z', by: 'account:a1' },
    limits,
    dues: {},
    ...Object.fromEntries(['dispatches', 'answers', 'calls', 'changes', 'children', 'late'].map((name) => [name, []])),
    round: 1,
    returns: 0,
    urged: 0,
    version: 1,
    ...more,
  };
}

/** The same in the queue too. */
export function has(id: string, stage: string, more: object = {}): void {
  const ticket = ticketOf(id, stage, more);
  const item = { ticket, number: '1112-0062', matter: '门锁' };
  server.answers[`GET tickets/${id}`] = { ticket, number: item.number, words: { w: item.matter } };
  server.answers['GET tickets/queue'] = {
    asOf: '2013-11-12T06:32:00Z',
    sections: sections.map((one) => (one.stage === stage ? { ...one, count: 1, tickets: [item] } : one)),
  };
}

let app: App | null = null;
let languages: ReturnType<typeof createLanguages> | null = null;
export const language = () => languages?.global.locale ?? expect.fail('not open');

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

export function begin(): void {
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  localStorage.clear();
  [server.asked, session.value] = [[], null];
  server.answers = {
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
        categories: [category, { ...category, id: 'other', name: '其他', englishName: 'Other' }],
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
    server.asked.push({ what, body: JSON.parse(String(body)) as Record<string, unknown> });
    const answer =
      server.answers[what] ?? (method === 'PUT' ? { id: 'd1', version: 1, changed: '2013-11-12T06:32:00Z' } : 404);
    if (Array.isArray(answer)) return Response.json({ title: '…', errors: answer }, { status: 422 });
    return typeof answer === 'number' ? Response.json({ title: '…' }, { status: answer }) : Response.json(answer);
  });
}

export function leave(): void {
  app?.unmount();
}

export function end(): void {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

export async function open(address = '/hotline') {
  document.body.replaceChildren(Object.assign(document.createElement('div'), { id: 'app' }));
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: HotlinePage }],
  });
  await router.push(address);
  languages = createLanguages('zh-CN');
  app = createApp(HotlinePage).use(router).use(languages);
  app.mount('#app');
  await vi.advanceTimersByTimeAsync(300);
  return router;
}
export const at = <T extends HTMLElement>(id: string) =>
  document.querySelector<T>(`[data-testid=${id}]`) ?? expect.fail(`no ${id}`);
export async function type(id: string, text: string): Promise<void> {
  const field = at<HTMLInputElement>(id);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, ...more }),
  );
  await vi.advanceTimersByTimeAsync(50);
}
