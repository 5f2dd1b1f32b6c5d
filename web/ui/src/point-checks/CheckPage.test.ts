import { createApp, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import { listing, rules } from '../service-points/samples';
import type { CheckedPoint, CheckSheet, Verdict } from './checks';
import CheckPage from './CheckPage.vue';

const street = { id: 's1', name: '北林路街道', kind: 'street' };
const path = '/api/v1/point-checks/s1-2013q4';
const told: { path: string; body: unknown }[] = [];
let answers: Record<string, () => Promise<Response>>;
let sheet: CheckSheet;
let app: App | null = null;

const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

function checked(number: number, more: Partial<CheckedPoint> = {}) {
  const one = { number, point: `p${number}`, line: 'living', listedAt: 1, fields: [], attempts: 0, isDone: false };
  return {
    checked: { ...one, ...more } as CheckedPoint,
    kind: 'laundry',
    place: 's1',
    listing: listing({ name: `第${number}家`, phones: [{ number: `0371-0000000${number}`, type: 'landline' }] }),
    open: { opening: 'open' as const, words: { zh: '营业中', en: 'Open' } },
    isChanged: false,
  };
}

function sheetOf(...points: CheckSheet['points']): CheckSheet {
  const count = (verdict: Verdict) => points.filter(({ checked: one }) => one.isDone && one.verdict === verdict).length;
  const [right, wrong, unreachable] = [count('right'), count('wrong'), count('unreachable')];
  const done = right + wrong + unreachable;
  const rate = done > 0 ? { rate: Math.floor((right * 1000) / done) } : {};
  return {
    check: {
      id: 's1-2013q4',
      street: 's1',
      quarter: { year: 2013, number: 4 },
      population: 9,
      drawnOn: '2013-11-05',
      points: points.map((point) => point.checked),
    },
    counts: { drawn: points.length, right, wrong, unreachable, done, ...rate },
    ends: '2013-12-31',
    isOver: false,
    points,
  };
}

beforeEach(() => {
  sheet = sheetOf(checked(1, { verdict: 'right', isDone: true, on: '2013-11-06' }), checked(2), checked(3));
  answers = {
    '/api/v1/session': json({ account: 'wang', permissions: ['read', 'verify'], grants: [{ role: 'inspector' }] }),
    '/api/v1/places': json({ items: [street] }),
    '/api/v1/plan': json({ lines: [], directory: rules }),
    '/api/v1/rehearsal': json({ now: '2013-11-12T00:00:00Z' }),
    [path]: () => json(sheet)(),
    [`${path}/answers`]: json({ stream: `check:s1-2013q4`, version: 3, recordedAt: '2013-11-12T00:00:00Z' }),
  };
});

afterEach(() => {
  app?.unmount();
  told.length = 0;
  vi.unstubAllGlobals();
});

async function open(): Promise<void> {
  vi.stubGlobal('fetch', (asked: string, init?: { method?: string; body?: string }) => {
    if (init?.method?.toUpperCase() === 'POST') told.push({ path: asked, body: JSON.parse(init.body ?? '{}') });
    return answers[asked.split('?')[0] ?? '']?.() ?? json({ title: '没有找到' }, 404)();
  });
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['/service-points/checks/:id', '/:rest(.*)*'].map((path) => ({ path, component: CheckPage })),
  });
  await router.push('/service-points/checks/s1-2013q4');
  app = createApp(CheckPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));
const press = (key: string) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
const sent = () => vi.waitFor(() => told[0] ?? expect.fail('nothing was sent'));

it('begins with the first that nobody has called, one key records, and the next one comes up', async () => {
  await open();
  expect((await seen('checked')).textContent).toContain('第2家');
  expect((await seen('progress')).textContent).toContain('100%，共 1 个');

  sheet = sheetOf(
    checked(1, { verdict: 'right', isDone: true }),
    checked(2, { verdict: 'right', isDone: true }),
    checked(3),
  );
  press('y');
  expect((await sent()).body).toEqual({ number: 2, verdict: 'right', fields: [] });
  await vi.waitFor(() => expect(find('checked')?.textContent).toContain('第3家'));
  expect(document.activeElement?.textContent).toContain('第3家');
  expect(find('said')?.textContent).toBe('第2家：已记“一致”');
});

it('asks what is wrong before it is kept', async () => {
  await open();
  await seen('right');
  press('b');
  await vi.waitFor(() => expect(document.activeElement).toBe(find('field-name')));
  expect(find<HTMLButtonElement>('keep')?.disabled).toBe(true);
  find<HTMLInputElement>('field-hours')?.click();
  await nextTick();
  // Letters belong to the note.
  find('note')?.focus();
  press('y');
  const note = await seen<HTMLInputElement>('note');
  note.value = '早关门';
  note.dispatchEvent(new Event('input'));
  await nextTick();
  find('keep')
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  expect((await sent()).body).toEqual({ number: 2, verdict: 'wrong', fields: ['hours'], note: '早关门' });
  expect(told).toHaveLength(1);
});

it('tells why an answer was refused and stays with the point', async () => {
  answers[`${path}/answers`] = json(
    { title: '无权', errors: [{ field: '', code: 'own-entry', message: '该服务点的信息由您登记、更正或核实过' }] },
    403,
  );
  await open();
  await seen('right');
  press('w');
  await vi.waitFor(() => expect(find('checked')?.textContent).toContain('由您登记'));
  expect(find('checked')?.textContent).toContain('第2家');
});

it('shows nobody a button who may not call, and none once the quarter is over', async () => {
  sheet = { ...sheet, isOver: true };
  await open();
  expect((await seen('progress')).textContent).toContain('该季度已结束');
  expect(find('right')).toBeNull();
  press('y');
  expect(told).toHaveLength(0);
});

it.each([
  ['points-loading', () => new Promise<Response>(() => undefined)],
  ['points-failed', () => Promise.reject(new TypeError('offline'))],
  ['points-barred', json({ title: '没有权限' }, 403)],
  ['check-missing', json({ title: '没有找到' }, 404)],
])('says %s', async (state, answer) => {
  answers[path] = answer;
  await open();
  expect(await seen(state)).toBeTruthy();
});
