import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alert, places } from '../alerts/samples';
import { createLanguages } from '../languages/everything';
import { head, item, view } from './samples';
import WorkbenchPage from './WorkbenchPage.vue';

// What the street's wall would send.
vi.mock('../alerts/useCurve', async () => {
  const { ref } = await import('vue');
  const { Picture } = await import('../walls/picture');
  const samples = await import('./samples');
  const picture = new Picture();
  const cells = [
    samples.cell(),
    samples.cell({
      id: 'police-room',
      order: 20,
      status: 'onTrack',
      shortName: '警务室',
      lead: { name: '公安分局', person: null },
    }),
  ];
  picture.merge({
    full: true,
    epoch: 1,
    n: 1,
    place: 's1',
    asOf: '2013-11-12T06:32:08Z',
    today: samples.today,
    mode: 'rehearsal',
    speed: 1,
    paused: false,
    phase: 'running',
    kept: false,
    coverage: { reporting: 1, of: 1, missing: [] },
    cells: {
      head: { place: 's1', kind: 'street', name: '大石桥街道', planNumber: '', planVersion: 1, path: [] },
      ...Object.fromEntries(cells.map((one) => [`line/${one.id}`, one])),
      'trajectory/governance-station': samples.trajectory(),
    },
  });
  return { useCurve: () => ({ picture, forbidden: ref(false), isDrawn: ref(true) }) };
});

let app: App | null = null;
const told: { path: string; body: unknown }[] = [];
let answers: Record<string, (query: URLSearchParams) => unknown> = {};
const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = (id: string) => vi.waitFor(() => find(id) ?? expect.fail(`no ${id}`));
const submit = async () =>
  (await seen('confirm-do')).closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }));

beforeEach(() => {
  told.length = 0;
  const items = (all: unknown[]) => ({
    items: all,
    total: all.length,
    count: all.length,
    next: null,
    truncated: false,
  });
  answers = {
    '/api/v1/session': () => ({
      account: 'li',
      permissions: ['read', 'report', 'arrange', 'coordinate', 'answer'],
      grants: [{ role: 'street', place: 's1' }],
    }),
    '/api/v1/places': () => ({ items: places }),
    '/api/v1/plan': () => ({ lines: [{ id: 'governance-station', shortName: '综治工作站', measures: [], steps: [] }] }),
    '/api/v1/rehearsal': () => ({ now: '2013-11-12T06:32:08Z' }),
    '/api/v1/duties': () => ({ rosters: [] }),
    '/api/v1/alerts': () => ({ alerts: [{ alert: alert(), workdays: 8 }], total: 1, handlings: [], levels: [] }),
    '/api/v1/supervisions': () => ({ orders: [] }),
    '/api/v1/coordinations': () => ({ matters: [] }),
    '/api/v1/inspections': () => ({ items: [head(), head({ facility: 'f2', name: '同乐社区综治工作站' })] }),
    '/api/v1/facilities/f1/acceptance': () => view(),
    '/api/v1/facilities/f2/acceptance': () => view(1, 'account:li'),
    '/api/v1/evidence/facilities': (query) =>
      items(
        query.get('figure') === 'due'
          ? [item()]
          : query.get('figure') === 'returned'
            ? [item({ id: 'back', standing: 'returned', until: '2013-11-11', reason: '面积不够' })]
            : [],
      ),
  };
  vi.stubGlobal('fetch', (asked: string, init?: { method?: string; body?: string }) => {
    const [path = '', query = ''] = asked.split('?');
    if (init?.method?.toUpperCase() === 'POST') {
      told.push({ path, body: JSON.parse(init.body ?? '{}') });
      return Promise.resolve(Response.json({ stream: 's', version: 1, recordedAt: '2013-11-12T06:32:08Z' }));
    }
    const answer = answers[path]?.(new URLSearchParams(query));
    return Promise.resolve(answer ? Response.json(answer) : Response.json({ title: '没有找到' }, { status: 404 }));
  });
});
afterEach(() => {
  app?.unmount();
  vi.unstubAllGlobals();
});

async function open(shows = 'workbench'): Promise<void> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: WorkbenchPage }],
  });
  await router.push('/streets/s1');
  app = createApp(WorkbenchPage, { id: 's1' }).use(createLanguages('zh-CN')).use(router);
  app.mount(root);
  await seen(shows);
}

it('has every line with its bar, its step and who leads, and filters by status', async () => {
  await open();
  const words = find('line-governance-station')?.textContent ?? '';
  for (const one of ['治安', '综治工作站', '10月31日', '滞后 1 个，12 天', '区综治办', '张素彩'])
    expect(words).toContain(one);
  expect(find('line-police-room')?.textContent).toContain('未录责任人');
  find('count-onTrack')?.click();
  await vi.waitFor(() => expect(find('line-governance-station')).toBeNull());
  expect(find('line-police-room')?.textContent).toContain('治安');
  find('count-onTrack')?.click();
  await seen('line-governance-station');
});

it('has the day’s work at the right, and reports from where it is due', async () => {
  await open();
  expect(find('todo-acknowledge')?.textContent).toContain('确认预警 1 条并承诺');
  expect(find('rectify-back')?.textContent).toContain('超 1 天');
  expect(find('report-station-1')?.textContent).toContain('配送·8 天未报');
  find('report-station-1')?.querySelector('button')?.click();
  await seen('report');
  expect(find('stage-completed')).not.toBeNull();
  expect(find('stage-prepared')).toBeNull();
  await submit();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('博物院社区综治工作站：已上报报竣'));
  expect(told).toEqual([{ path: '/api/v1/facilities/station-1/completion', body: { on: '2013-11-12' } }]);
});

it('passes complete reports in a batch, and leaves out what is faulty with its fault', async () => {
  await open();
  await vi.waitFor(() => expect(find('checks-pass')?.textContent).toContain('批量通过 1 份'));
  expect(find('check-f2')?.textContent).toContain('您本人提交，须他人核查');
  expect(find('check-f2')?.querySelector('input')?.disabled).toBe(true);
  find('checks-pass')?.click();
  await vi.waitFor(() => expect(find('checks-said')?.textContent).toContain('已通过 1 份'));
  expect(told).toEqual([{ path: '/api/v1/facilities/f1/acceptance/check', body: { isSound: true } }]);
});

it('says what there is to do where nothing can be read', async () => {
  answers['/api/v1/evidence/facilities'] = () => null;
  await open('workbench-failed');
  expect(find('workbench-failed')?.textContent).toContain('现在重试');
});
