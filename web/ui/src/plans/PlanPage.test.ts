import { createApp, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, expect, it, vi } from 'vitest';
import { planAnswers } from '../../fixtures/plans';
import { createLanguages } from '../languages/everything';
import PlanPage from './PlanPage.vue';

const posts: { path: string; body: unknown }[] = [];
let app: App | null = null;

async function open(state: string, query = ''): Promise<void> {
  const answer = planAnswers(state);
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    if (init?.method === 'POST') posts.push({ path, body: init.body });
    return answer(path, init);
  });
  document.body.innerHTML = '<div id="app"></div>';
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: PlanPage }],
  });
  await router.push(`/plan${query}`);
  app = createApp(PlanPage).use(createLanguages('zh-CN')).use(router);
  app.mount('#app');
}

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const seen = <T extends HTMLElement>(id: string) => vi.waitFor(() => find<T>(id) ?? expect.fail(`no ${id}`));

afterEach(() => {
  app?.unmount();
  posts.length = 0;
  vi.unstubAllGlobals();
});

it.each([
  ['plan-loading', 'plan-loading'],
  ['plan-failed', 'plan-failed'],
  ['plan-none', 'plan-none'],
  ['plan', 'plan-in-force'],
])('the state %s shows as %s', async (state, id) => {
  await open(state);
  await seen(id);
});

it('shows warnings before differences, and takes a proposal only after its consequences were repeated', async () => {
  await open('plan-proposal');
  const proposal = await seen('proposal');
  const text = proposal.textContent;
  expect(text.indexOf('立即超期')).toBeGreaterThan(-1);
  expect(text.indexOf('立即超期')).toBeLessThan(text.indexOf('完成日期'));
  expect(text).toContain('2013年11月30日');
  expect(text).toContain('每个街道 4 个');
  expect(text).toContain('51.6');

  find('take')?.click();
  const words = await seen('consequences');
  expect(words.textContent).toContain('2 个项目有改动，1 个项目的目标有变化，1 个节点立即滞后，1 个可能滞后');
  expect(posts).toHaveLength(0);
  find('confirm-do')?.click();
  await vi.waitFor(() => expect(posts.map((post) => post.path)).toEqual(['/api/v1/plan/proposal/3/adoption']));
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('第 3 版'));
  await vi.waitFor(() => expect(document.activeElement).toBe(find('said')));
});

it('asks for a reason before a proposal is dismissed', async () => {
  await open('plan-proposal');
  (await seen('dismiss')).click();
  const reason = await seen<HTMLTextAreaElement>('reason');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  reason.value = ' 日期抄错 ';
  reason.dispatchEvent(new Event('input'));
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  find('confirm-do')?.click();
  await vi.waitFor(() => expect(posts.at(-1)?.path).toBe('/api/v1/plan/proposal/3/dismissal'));
  expect(JSON.parse(String(posts.at(-1)?.body))).toEqual({ reason: '日期抄错' });
});

it('offers nothing to do where no command is taken', async () => {
  await open('plan-live');
  await seen('proposal-live');
  await seen('upload-live');
  for (const id of ['take', 'dismiss', 'drop', 'files']) expect(find(id)).toBeNull();
  expect(find('download')).not.toBeNull();
});

it('names every fault with its file and line', async () => {
  await open('plan');
  const input = await seen<HTMLInputElement>('files');
  Object.defineProperty(input, 'files', { value: [new File(['{'], '22-mediation-room.json')] });
  input.dispatchEvent(new Event('change'));
  const faults = await seen('faults');
  expect(faults.textContent).toContain('文件有 2 处错误');
  expect(faults.textContent).toContain('lines/22-mediation-room.json 第 14 行');
  expect(posts.map((post) => post.path)).toEqual(['/api/v1/plan/proposal']);
});

it('opens an earlier version, and two side by side, from the address', async () => {
  await open('plan-proposal', '?version=1');
  expect((await seen('plan-old')).textContent).toContain('不改写');
  expect(find('proposal')).toBeNull();
  app?.unmount();

  await open('plan', '?from=1&to=2');
  expect((await seen('comparison')).textContent).toContain('第 1 版 → 第 2 版');
});
