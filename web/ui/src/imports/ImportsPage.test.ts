import { createApp, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, expect, it, vi } from 'vitest';
import { session } from '../accounts/session';
import { createLanguages } from '../languages/everything';
import ImportsPage from './ImportsPage.vue';

const column = {
  key: 'name',
  name: '名称',
  englishName: 'Name',
  isRequired: true,
  hint: '写全称',
  englishHint: '',
  words: [],
  together: 'name',
  role: 'open',
};
const form = {
  id: 'points-laundry',
  subject: 'points',
  kind: 'laundry',
  line: 'living',
  name: '服务点 · 洗衣点',
  englishName: 'Service points: Laundry',
  columns: [column],
};
const counts = { rows: 3, added: 0, changed: 0, unchanged: 0, leftOut: 0, faulty: 0, refused: 0, cancelled: 0 };
const compared = {
  form: form.id,
  formName: form.name,
  formEnglishName: form.englishName,
  fileName: '表.csv',
  sha256: '0a',
  phase: 'ready',
  rows: 3,
  done: 0,
  counts,
  line: 'living',
  states: { new: 1, changed: 0, unchanged: 0, conflict: 1, faulty: 1, twice: 0, undecided: 1 },
};
const address = {
  key: 'address',
  name: '地址',
  englishName: 'Address',
  base: '一号',
  ours: '二号',
  file: '三号',
  outcome: 'conflict',
};
const rows = [
  { number: 2, state: 'conflict', id: 'p1', name: '甲', place: '北林路', differences: [address], faults: [] },
  {
    number: 3,
    state: 'faulty',
    name: '乙',
    place: '',
    differences: [],
    faults: [{ row: 3, column: '社区', code: 'unknown', zh: '没有', en: 'none' }],
  },
];

let answers: Record<string, (init?: RequestInit) => unknown> = {};
const sent: { path: string; body: unknown }[] = [];
let app: App | null = null;

const reply = (body: unknown, status = 200) => Response.json(body, { status });

async function open(more: typeof answers = {}): Promise<void> {
  Object.assign(answers, {
    '/api/v1/session': () => ({ account: 'a1', permissions: ['read', 'keep'], grants: [{ place: 'beilinlu' }] }),
    '/api/v1/imports/forms': () => ({ items: [form] }),
    '/api/v1/places': () => ({ items: [{ id: 'beilinlu', kind: 'street', name: '北林路街道' }] }),
    '/api/v1/plan': () => ({ lines: [], baselines: {} }),
    '/api/v1/rehearsal': () => ({ mode: 'rehearsal', now: '2013-11-12T00:00:00Z' }),
    ...more,
  });
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
    const path = (address.split('?')[0] ?? '').replace(/imports\/[0-9a-f-]{36}/, 'imports/{id}');
    if (init?.method === 'POST')
      sent.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : null });
    const answer = answers[path]?.(init) ?? reply({ title: 'no', errors: [] }, 404);
    return answer instanceof Promise || answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.resolve(reply(answer));
  });
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: ImportsPage }],
  });
  await router.push('/imports');
  app = createApp(ImportsPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const textOf = (id: string) => find(id)?.textContent;
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));

async function choose(): Promise<void> {
  const field = await seen<HTMLInputElement>('file');
  Object.defineProperty(field, 'files', { value: [new File(['x'], '表.csv')], configurable: true });
  field.dispatchEvent(new Event('change'));
  await nextTick();
}

afterEach(() => {
  app?.unmount();
  session.value = null;
  sent.length = 0;
  answers = {};
  vi.unstubAllGlobals();
});

it('says that it is reading, that it cannot, and that one may not', async () => {
  await open({ '/api/v1/imports/forms': () => new Promise(() => undefined) });
  await seen('imports-loading');
  app?.unmount();
  await open({ '/api/v1/imports/forms': () => reply({ title: 'busy', errors: [] }, 503) });
  await seen('imports-failed');
  app?.unmount();
  await open({ '/api/v1/imports/forms': () => reply({ title: 'no', errors: [] }, 403) });
  await seen('imports-barred');
});

it('tells every fault of a file and that nothing was changed', async () => {
  const errors = [{ field: '', code: 'merged', message: '请取消合并单元格：A1:B2' }];
  await open({ '/api/v1/imports/{id}/file': () => reply({ title: '内容有误', errors }, 422) });
  await choose();
  await vi.waitFor(() => expect(textOf('upload-said')).toContain('没有改动任何内容'));
  expect(textOf('faults')).toContain('请取消合并单元格');
  expect(document.body.textContent).toContain('写全称');
});

it('shows conflicts first, sends a pick, and enters with day and source', async () => {
  const decided = { ...compared, states: { ...compared.states, undecided: 0 } };
  await open({
    '/api/v1/imports/{id}/file': () => compared,
    '/api/v1/imports/{id}/rows': () => ({ items: rows }),
    '/api/v1/imports/{id}/choices': () => decided,
    '/api/v1/imports/{id}/application': () =>
      reply(
        { ...decided, phase: 'finished', done: 3, record: 'r', counts: { ...counts, added: 1, changed: 1, faulty: 1 } },
        202,
      ),
  });
  await choose();
  await vi.waitFor(() => expect(textOf('undecided')).toContain('1 行冲突还没有选'));
  expect((await seen('row-3')).textContent).toContain('社区：没有');
  (await seen<HTMLInputElement>('pick-2-address-file')).dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(textOf('undecided')).toContain('都已选好'));
  expect(sent.at(-1)?.body).toEqual({ choices: [{ row: 2, field: 'address', pick: 'file' }] });

  const source = await seen<HTMLInputElement>('source');
  source.value = '摸底';
  source.dispatchEvent(new Event('input'));
  await nextTick();
  source.form?.dispatchEvent(new Event('submit', { cancelable: true }));
  await seen('again');
  expect(sent.at(-1)?.body).toEqual({ asOf: '2013-11-12', source: '摸底' });
  expect(textOf('not-entered')).toContain('错误或重复 1');
  expect(find('baseline')).toBeNull();
});

it('says that an upload is gone, and how to go on', async () => {
  await open({
    '/api/v1/imports/{id}/file': () => compared,
    '/api/v1/imports/{id}/rows': () => ({ items: rows }),
    '/api/v1/imports/{id}/choices': () => reply({ title: '没有找到', errors: [] }, 404),
  });
  await choose();
  (await seen<HTMLButtonElement>('all-file')).click();
  await vi.waitFor(() => expect(textOf('upload-said')).toContain('上传已失效，请重新上传'));
});

it.each([401, 403])('asks no further once it is answered %i while an import runs', async (status) => {
  let asked = 0;
  await open({
    '/api/v1/imports/{id}/file': () => ({ ...compared, phase: 'running' }),
    '/api/v1/imports/{id}/rows': () => ({ items: rows }),
    '/api/v1/imports/{id}': () => {
      asked++;
      return reply({ title: '请重新登录', errors: [] }, status);
    },
  });
  await choose();
  await vi.waitFor(() => expect(textOf('upload-said')).toContain('上传已失效'), { timeout: 3_000 });
  expect(textOf('faults')).toContain('请重新登录');
  expect(asked).toBe(1);
});
