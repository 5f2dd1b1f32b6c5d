import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, end, fill, find, json, open, refused, seen, server, submit, told } from '../acceptance/deskSample';
import AllocationPage from './AllocationPage.vue';

const path = '/api/v1/lines/governance-station/allocation';
const step = {
  step: 'december',
  label: '12月31日 19 个',
  due: '2013-12-31',
  total: 19,
  version: 0,
  shares: [],
  isInForce: false,
};
const view = (more: object = {}, versions: unknown[] = []) =>
  json({
    line: 'governance-station',
    isConfirmed: true,
    streets: ['s1', 's2'],
    steps: [{ ...step, ...more }],
    versions,
  });
const show = () => open(AllocationPage, '/lines/governance-station/allocation', { id: 'governance-station' });
const share = (street: string) => find<HTMLInputElement>(`share-${street}`);
const isSaveable = () => find<HTMLButtonElement>('save')?.disabled === false;

beforeEach(() => {
  begin(['read', 'plan']);
  server.answers[path] = view();
});
afterEach(end);

it('checks the sum while it is filled in, and saves all of it with its reason', async () => {
  await show();
  await seen('share-s1');
  fill(share('s1'), '10');
  await vi.waitFor(() => expect(find('sum')?.textContent).toContain('合计 10 / 19'));
  expect(find('sum')?.textContent).toContain('还差 9');
  fill(share('s2'), '9');
  await vi.waitFor(() => expect(find('sum')?.textContent).toContain('正好'));
  expect(isSaveable()).toBe(false);
  fill(find<HTMLInputElement>('reason'), '会议纪要 12 号');
  await vi.waitFor(() => expect(isSaveable()).toBe(true));
  server.answers[path] = json({ stream: 'plan:1', version: 2, recordedAt: '2013-11-12T06:32:08Z' });
  submit('save');
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told[0]?.body).toEqual({
    step: 'december',
    seen: 0,
    shares: [
      { street: 's1', number: 10 },
      { street: 's2', number: 9 },
    ],
    reason: '会议纪要 12 号',
  });
});

it('when somebody else saved meanwhile it says who, and keeps what was filled in', async () => {
  await show();
  await seen('share-s1');
  fill(share('s1'), '19');
  fill(find<HTMLInputElement>('reason'), '调整');
  await vi.waitFor(() => expect(isSaveable()).toBe(true));
  const shares = [{ street: 's2', number: 19 }];
  const theirs = {
    line: 'governance-station',
    step: 'december',
    version: 1,
    shares,
    by: 'account:qian',
    at: '2013-11-12T06:30:00Z',
    reason: '先定',
  };
  const after = view({ version: 1, shares, isInForce: true }, [theirs]);
  const conflict = refused('', 'changed-meanwhile', '刚才有人改过', 409);
  server.answers[path] = () => (told.length > 0 && told.length < 2 && !find('conflict') ? conflict() : after());
  submit('save');
  await vi.waitFor(() => expect(told).toHaveLength(1));
  server.answers[path] = after;
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await seen('conflict')).textContent).toContain('第 1 版');
  await vi.waitFor(() => expect(find('versions')?.textContent).toContain('钱进'));
  expect(share('s1')?.value).toBe('19');
  expect(find('versions')?.textContent).toContain('北林路街道 0 → 19');
});

it('is read by others, and says where there is nothing to allocate', async () => {
  begin(['read']);
  server.answers[path] = view();
  await show();
  await vi.waitFor(() => expect(document.body.textContent).toContain('由区长效办分解，您可以查看'));
  expect(share('s1')).toBeNull();
  end();
  server.answers[path] = json({ line: 'governance-station', isConfirmed: true, streets: [], steps: [], versions: [] });
  await show();
  expect((await seen('nothing')).textContent).toContain('没有要分解的数量');
});
