import { expect, it, vi } from 'vitest';
import { answers, asked, does, fill, find, json, open, seen, sent, zhang } from './ground';

it('shows in full for a stated reason and a minute, and says that it is audited', async () => {
  answers['POST /api/v1/subjects/subject-1/reveal'] = json({ phone: '13800138001' });
  await open('reveal');
  (await seen('reveal')).click();
  await seen('reason');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('reason', 'emergency', 'change');
  await vi.waitFor(() => expect(find<HTMLInputElement>('note')?.required).toBe(true));
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('note', '老人独居未应门');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  await does();
  await vi.waitFor(() => expect(find('shown')?.textContent).toContain('13800138001'));
  expect(asked('POST')).toEqual([
    {
      method: 'POST',
      path: '/api/v1/subjects/subject-1/reveal',
      body: { fields: ['phone'], reason: 'emergency', note: '老人独居未应门' },
    },
  ]);
  expect(find('audited')?.textContent).toContain('已记入审计，原因：紧急救助');
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(find('shown')?.textContent).toContain('138****01'));
  expect(document.body.textContent).not.toContain('13800138001');
  expect(find('shown-state')?.textContent).toContain('已重新遮盖');
});

it('a refusal is told in its own words and nothing is shown', async () => {
  answers['POST /api/v1/subjects/subject-1/reveal'] = json({ title: '一小时内最多查看 60 次' }, 429);
  await open('reveal');
  (await seen('reveal')).click();
  await seen('reason');
  fill('reason', 'callBack', 'change');
  await does();
  expect((await seen('faults')).textContent).toContain('一小时内最多查看 60 次');
  expect(find('shown')).toBeNull();
});

it('the office erases, is told that events and counts stay, and the ledger is read again', async () => {
  answers['POST /api/v1/subjects/subject-1/erase'] = json(null, 204);
  await open('watch', 'read', 'invite', 'erase');
  (await seen('erase')).click();
  expect((await seen('stays')).textContent).toContain('业务记录和统计数字都保留');
  expect(find('reveal')).toBeNull();
  expect(find('record')).toBeNull();
  fill('reason', 'request', 'change');
  const before = sent.filter(({ path }) => path.includes('/erasures')).length;
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已删除'));
  expect(asked('POST')[0]).toEqual({
    method: 'POST',
    path: '/api/v1/subjects/subject-1/erase',
    body: { reason: 'request' },
  });
  await vi.waitFor(() => expect(document.activeElement).toBe(find('said')));
  await vi.waitFor(() => expect(sent.filter(({ path }) => path.includes('/erasures')).length).toBe(before + 1));
});

it('the office holds one and lifts the hold of another', async () => {
  answers['PUT /api/v1/subjects/subject-1/hold'] = json(null, 204);
  answers['DELETE /api/v1/subjects/subject-3/hold'] = json(null, 204);
  await open('erase');
  (await seen('hold')).click();
  await seen('hold-reason');
  fill('hold-reason', '投诉复查');
  fill('until', '2027-01-31');
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已暂缓删除，至 2027年1月31日'));
  expect(asked('PUT')[0]?.body).toEqual({ until: '2027-01-31', reason: '投诉复查' });

  find('lift')?.click();
  await seen('confirm');
  await does();
  await vi.waitFor(() => expect(asked('DELETE')).toHaveLength(1));
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已解除暂缓'));
});

it('records somebody, and says when the phone was known', async () => {
  answers['POST /api/v1/subjects'] = json(zhang, 200);
  await open('watch', 'reveal');
  (await seen('record')).click();
  await seen('record-phone');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill('record-phone', ' 13800138001 ');
  await does();
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('已登记过'));
  expect(asked('POST')[0]?.body).toEqual({ kind: 'caller', phone: '13800138001' });
  await vi.waitFor(() => expect(find('confirm')).toBeNull());
});
