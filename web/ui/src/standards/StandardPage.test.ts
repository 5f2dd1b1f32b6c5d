import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, click, end, fill, find, json, open, seen, server, submit, told } from '../acceptance/deskSample';
import { checklist } from '../acceptance/samples';
import StandardPage from './StandardPage.vue';

const path = '/api/v1/lines/governance-station/standard';
const versions = [{ version: 1, at: '2013-10-20T02:00:00Z', by: 'account:zhao' }];
const show = () => open(StandardPage, '/lines/governance-station/standard', { id: 'governance-station' });
const offered = { ...checklist, version: 0 };
const weight = (index: number) =>
  find(`item-${index}`)?.querySelector<HTMLInputElement>('[data-testid="weight"]') ?? null;

beforeEach(() => {
  begin(['read', 'specify'], [{ role: 'leadUnit', line: 'governance-station' }]);
  server.answers[path] = json({ line: 'governance-station', inForce: checklist, offered, versions });
});
afterEach(end);

it('shows what is in force since when, and who wrote it', async () => {
  await show();
  const items = await seen('items');
  for (const words of ['建筑面积不少于 100 平方米', '≥ 100 平方米', '60']) expect(items.textContent).toContain(words);
  expect(document.body.textContent).toContain('第 1 版，10月20日 起执行');
  await vi.waitFor(() => expect(find('since')?.textContent).toContain('赵敏'));
});

it('shows the sum while it is written, and saves over the version that was seen', async () => {
  await show();
  await click('write');
  fill(weight(0), '50');
  await vi.waitFor(() => expect(find('sum')?.textContent).toContain('还差 10 分'));
  expect(find<HTMLButtonElement>('save')?.disabled).toBe(true);
  fill(weight(1), '50');
  await vi.waitFor(() => expect(find<HTMLButtonElement>('save')?.disabled).toBe(false));
  const before = server.answers[path];
  server.answers[path] = json({ stream: 'standard:1', version: 2, recordedAt: '2013-11-12T06:32:08Z' });
  submit('save');
  await vi.waitFor(() => expect(told).toHaveLength(1));
  if (before) server.answers[path] = before;
  const body = told[0]?.body as { seen: number; passMark: number; items: { weight: number; bound?: number }[] };
  expect([body.seen, body.passMark, body.items.map((item) => item.weight), body.items[0]?.bound]).toEqual([
    1,
    90,
    [50, 50],
    100_000,
  ]);
});

it('where none is written it offers the draft of the plan to its lead unit, and others read', async () => {
  server.answers[path] = json({ line: 'governance-station', offered, versions: [] });
  await show();
  expect((await seen('none')).textContent).toContain('现在不能安排联合验收');
  expect(find('write')?.textContent).toContain('制定细则');
  end();
  begin(['read', 'plan']);
  server.answers[path] = json({ line: 'governance-station', offered, versions: [] });
  await show();
  await seen('none');
  expect(find('write')).toBeNull();
});
