import { createApp, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSession } from '../../accounts/session';
import { createLanguages } from '../../languages/everything';
import { overview, sheet, team, unplanned } from './samples';
import VolunteersPage from './VolunteersPage.vue';

let app: App | null = null;
let answers: Record<string, (query: URLSearchParams) => unknown> = {};
const asked: string[] = [];
const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
const all = (id: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const seen = (id: string) => vi.waitFor(() => find(id) ?? expect.fail(`no ${id}`));
const path = '/api/v1/volunteer-teams';
const street = { id: 's1', name: '花园路街道', kind: 'street' as const };

beforeEach(() => {
  asked.length = 0;
  answers = {
    '/api/v1/session': () => ({
      account: 'li',
      permissions: ['read', 'review'],
      grants: [{ role: 'street', place: 's1' }],
    }),
    '/api/v1/places': () => ({ items: [street] }),
    '/api/v1/activities': () => ({ items: [] }),
    [`${path}/overview`]: () =>
      overview([
        team('heard', {
          street,
          newest: '2013-11-11',
          crew: [
            { craft: 'student', members: 1, needed: 1 },
            { craft: 'medic', members: 0, needed: 1 },
          ],
          month: { activities: 2, people: 9, minutes: 540, rated: 0, satisfied: 0 },
        }),
        team('silent', { street, isSilent: true, newest: '2013-10-20' }),
      ]),
    [`${path}/allowances`]: (query) => ({ ...sheet(), month: `${query.get('month') ?? '2013-11'}-01` }),
  };
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    const [to = '', query = ''] = address.split('?');
    const answer = answers[to]?.(new URLSearchParams(query));
    if (answer instanceof Response) return Promise.resolve(answer);
    return Promise.resolve(answer ? Response.json(answer) : Response.json({ title: '没有找到' }, { status: 404 }));
  });
});
afterEach(() => {
  app?.unmount();
  vi.unstubAllGlobals();
});

async function open(shows = 'teams'): Promise<void> {
  await readSession();
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: {} }] });
  await router.push('/volunteers');
  app = createApp(VolunteersPage).use(createLanguages('zh-CN')).use(router);
  app.mount(root);
  await seen(shows);
}

it('tells the silent first and which crafts nobody brings, and shows the silent alone', async () => {
  await open();
  expect(all('team').map(({ dataset }) => dataset.id)).toEqual(['silent', 'heard']);
  expect(all('team')[0]?.textContent).toContain('沉默 23 天');
  const heard = all('team')[1]?.textContent ?? '';
  for (const one of ['戊院社区', '正常', '11月11日', '8 人', '青年医护', '2 次·9 人次·9 小时'])
    expect(heard).toContain(one);
  expect(heard).not.toContain('大中专学生');
  find('only-silent')?.click();
  await nextTick();
  expect(all('team').map(({ dataset }) => dataset.id)).toEqual(['silent']);
});

it('a street reviews its own; whoever only supervises has no list to review', async () => {
  await open();
  await seen('review-none');
  expect(asked.find((one) => one.startsWith('/api/v1/activities?'))).toContain('place=s1');
  app?.unmount();
  answers['/api/v1/session'] = () => ({ account: 'a', permissions: ['supervise'], grants: [{ role: 'leadership' }] });
  await open();
  await seen('allowance-row');
  expect(find('review')).toBeNull();
});

it('the allowance is by street with its total, and of the month that is chosen', async () => {
  await open();
  await seen('allowance-row');
  expect(all('allowance-row').map(({ textContent }) => textContent)).toEqual([
    '花园路街道3,000230478',
    '北林路街道3,000110122',
  ]);
  expect(find('allowance-total')?.textContent).toContain('6,000');
  expect(find('allowance')?.textContent).toContain('不随人数变');
  const month = find<HTMLSelectElement>('month');
  if (month) month.value = '2013-09';
  month?.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(asked).toContain(`${path}/allowances?month=2013-09`));
  await vi.waitFor(() => expect(find('table-xlsx')?.getAttribute('href')).toContain('month=2013-09'));
});

it('a plan without an allowance says so, and teams that there are none', async () => {
  answers[`${path}/allowances`] = () => unplanned();
  answers[`${path}/overview`] = () => overview([]);
  await open();
  expect(find('teams')?.textContent).toContain('还没有志愿队伍');
  await vi.waitFor(() => expect(find('allowance')?.textContent).toContain('方案没有写志愿者补助'));
});

it('says when it cannot be read, and to whom it is shown', async () => {
  answers[`${path}/overview`] = () => Response.json({ title: '暂时不能' }, { status: 503 });
  await open('volunteers-failed');
  app?.unmount();
  answers[`${path}/overview`] = () => Response.json({ title: '不在范围' }, { status: 403 });
  await open('volunteers-barred');
});
