import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import AcceptancePage from './AcceptancePage.vue';
import { begin, click, end, fill, find, json, open, refused, seen, server, submit, told } from './deskSample';
import { caseOf, facilityOf, headOf, inspection } from './samples';

const facilities = '/api/v1/facilities';
const receipt = json({ stream: 'acceptance:a', version: 2, recordedAt: '2013-11-12T06:32:08Z' });
const page = (...items: unknown[]) => json({ items });

beforeEach(() => {
  begin(['read', 'plan', 'verify', 'arrange']);
  server.answers['/api/v1/inspections?limit=200'] = page(
    headOf('a', 'plan', '2013-11-08'),
    headOf('b', 'plan', '2013-10-30', { name: '综治工作站 b' }),
    headOf('c', 'check', '2013-11-10'),
  );
  server.answers[facilities] = page();
  server.answers[`${facilities}/a`] = json(facilityOf('a'));
  server.answers[`${facilities}/a/acceptance`] = json(
    caseOf('a', 'plan', { check: { by: 'account:li', on: '2013-11-08' } }),
  );
  server.answers['/api/v1/acceptance/inspectors'] = json({
    items: [
      { account: 'qian', name: '钱进' },
      { account: 'li', name: '李强' },
    ],
    truncated: false,
  });
});
afterEach(end);

it('shows the office what waits to be planned, longest first, and a facility with its rounds', async () => {
  await open(AcceptancePage, '/acceptance?facility=a');
  await seen('row-b');
  expect([...document.querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-row'))).toEqual(['b', 'a']);
  expect(find('row-b')?.textContent).toContain('花园路街道·戊院社区');
  expect(find('row-b')?.textContent).toContain('13 天');
  expect(find('list-plan')?.textContent).toContain('2');
  expect(find('list-check')?.textContent).toContain('1');
  const round = await seen('round-1');
  await vi.waitFor(() => expect(round.textContent).toContain('赵敏'));
  for (const words of ['已建成并开放', '核查属实', '等待区长效办安排', '进行中·待安排验收'])
    expect(round.textContent).toContain(words);
  expect(round.querySelector('img')?.getAttribute('src')).toBe(`${facilities}/a/acceptance/photos/${'a'.repeat(64)}`);
});

it('plans an inspection, and calls members that are refused by their name', async () => {
  await open(AcceptancePage, '/acceptance?facility=a');
  await click('do-plan');
  await vi.waitFor(() => expect(document.querySelectorAll('[data-testid="member"]')).toHaveLength(2));
  for (const one of document.querySelectorAll<HTMLInputElement>('[data-testid="member"]')) {
    one.click();
    await nextTick();
  }
  server.answers[`${facilities}/a/acceptance/inspection`] = refused(
    'members/1',
    'own-work',
    'account:li 上报或核查过该设施，不能参加验收',
  );
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  submit('confirm-do');
  await vi.waitFor(() => expect(find('plan-form')?.textContent).toContain('李强 上报或核查过该设施'));

  document.querySelectorAll<HTMLInputElement>('[data-testid="member"]')[1]?.click();
  server.answers[`${facilities}/a/acceptance/inspection`] = receipt;
  submit('confirm-do');
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('11月15日 验收'));
  expect(told.at(-1)?.body).toEqual({ on: '2013-11-15', members: ['qian'] });
});

it('plans several at once, and says at the row what was refused', async () => {
  await open(AcceptancePage, '/acceptance');
  await seen('row-a');
  document.querySelectorAll<HTMLInputElement>('[data-testid="select"]').forEach((one) => one.click());
  await click('plan-many');
  (await seen<HTMLInputElement>('member')).click();
  server.answers[`${facilities}/b/acceptance/inspection`] = receipt;
  server.answers[`${facilities}/a/acceptance/inspection`] = refused(
    '',
    'no-standard',
    '该项目还没有验收细则，请牵头单位先制定',
    409,
  );
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  submit('confirm-do');
  await vi.waitFor(() => expect(find('row-a')?.textContent).toContain('还没有验收细则'));
  expect(find('said')?.textContent).toContain('已安排 1 处');
  expect(new Set(told.map(({ key }) => key)).size).toBe(2);
});

it('tells how a round was scored, what residents said, and what fell short', async () => {
  const finding = { item: 'area', score: 45, measured: 86_500, defect: '面积不足', photos: [] };
  const verdict = {
    isPass: false,
    score: 85,
    on: '2013-11-12',
    shortcomings: ['面积不足'],
    rectifyBy: '2013-11-26',
    by: 'account:qian',
    at: '2013-11-12T06:00:00Z',
    version: 9,
  };
  server.answers[`${facilities}/a`] = json(
    facilityOf('a', { stage: 'delivered', standing: 'returned', standingReason: '面积不足', until: '2013-11-26' }),
  );
  server.answers[`${facilities}/a/acceptance`] = json(
    caseOf('a', 'nothing', {
      check: { by: 'account:li', on: '2013-11-08' },
      inspection,
      isBegun: true,
      findings: [
        { finding, by: 'account:qian', at: '' },
        { finding: { item: 'sign', score: 40, photos: [] }, by: 'account:qian', at: '' },
      ],
      verdict,
      end: { how: 'returned', by: 'account:qian', on: '2013-11-12' },
    }),
  );
  await open(AcceptancePage, '/acceptance?facility=a');
  const scores = await seen('scores');
  for (const words of ['86.5 平方米（应达 100）', '45 / 60', '面积不足', '差 5 分'])
    expect(scores.textContent).toContain(words);
  expect(find('verdict')?.textContent).toContain('退回整改·85 分·11月26日 前整改');
  expect(find('case-state')?.textContent).toBe('退回整改');
});

it('has a street check what a community sent, or send it back with a reason', async () => {
  begin(['read', 'report', 'arrange'], [{ role: 'street', place: 's1' }]);
  server.answers['/api/v1/inspections'] = page(headOf('a', 'check', '2013-11-10'));
  server.answers[facilities] = page();
  server.answers[`${facilities}/a`] = json(facilityOf('a'));
  server.answers[`${facilities}/a/acceptance`] = json(caseOf('a'));
  server.answers[`${facilities}/a/acceptance/check`] = receipt;
  await open(AcceptancePage, '/acceptance?facility=a');
  expect((await seen('list-check')).getAttribute('aria-pressed')).toBe('true');
  await click('do-sendBack');
  expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(true);
  fill(find<HTMLTextAreaElement>('text'), '照片看不清');
  await vi.waitFor(() => expect(find<HTMLButtonElement>('confirm-do')?.disabled).toBe(false));
  submit('confirm-do');
  await vi.waitFor(() => expect(find('said')?.textContent).toContain('材料已退回'));
  expect(told.at(-1)?.body).toEqual({ isSound: false, note: '照片看不清' });
});

it('says what an empty list waits for, and what to do when nothing answers', async () => {
  server.answers['/api/v1/inspections?limit=200'] = page();
  await open(AcceptancePage, '/acceptance');
  expect((await seen('empty')).textContent).toContain('由区长效办在这里安排联合验收');
  end();
  server.answers['/api/v1/inspections?limit=200'] = json({ title: '忙' }, 503);
  await open(AcceptancePage, '/acceptance');
  expect((await seen('acceptance-failed')).textContent).toContain('会自动再试');
});
