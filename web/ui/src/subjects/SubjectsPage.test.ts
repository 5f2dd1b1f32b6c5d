import { expect, it, vi } from 'vitest';
import { all, answers, fill, find, json, leave, open, router, rules, seen, sent, zhang } from './ground';

it('who only reveals is offered no erasure, no rules and no ledger', async () => {
  await open('watch', 'reveal');
  await seen('subjects');
  expect(all('subject')).toHaveLength(3);
  expect(find('record')).not.toBeNull();
  // Not of one that cannot be opened.
  expect(all('reveal')).toHaveLength(2);
  for (const id of ['erase', 'hold', 'lift', 'rules', 'ledger']) expect(find(id)).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/api/v1/subjects/rules');
});

it('auditors see rules and ledger alone', async () => {
  await open('watch', 'read', 'audit');
  expect((await seen('erasure')).textContent).toContain('保存期限已到');
  expect(find('erasure')?.textContent).toContain('系统');
  expect((await seen('rules')).textContent).toContain('最后使用后 180 天');
  expect(find('subjects')).toBeNull();
  expect(sent.map(({ path }) => path)).not.toContain('/api/v1/subjects?limit=50');
});

it('a ledger that cannot be written is said by shape and word', async () => {
  answers['GET /api/v1/subjects/rules'] = json({ ...rules, ledgerDirectoryOk: false });
  await open('erase');
  expect((await seen('ledger-broken')).textContent).toContain('✕ 删除台账的目录写不进去');
});

it('others are told that it is not for them, and who is not signed in is led to the door', async () => {
  await open('watch', 'read');
  await seen('subjects-forbidden');
  leave();
  answers['GET /api/v1/session'] = json({ account: null, permissions: [] });
  await open();
  await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/sign-in?to=/subjects'));
});

it('says so where it cannot be read, and where there is nobody', async () => {
  answers['GET /api/v1/subjects'] = () => Promise.reject(new TypeError('offline'));
  await open('reveal');
  expect((await seen('list-failed')).textContent).toContain('服务器没有应答');
  answers['GET /api/v1/subjects'] = json({ items: [], next: null });
  find('list-failed')?.querySelector('button')?.click();
  expect((await seen('empty')).textContent).toContain('还没有个人信息');
});

it('lists page after page, and finds a number without an address having it', async () => {
  await open('reveal');
  await seen('more');
  answers['GET /api/v1/subjects'] = json({ items: [{ ...zhang, id: 'subject-4' }], next: null });
  find('more')?.click();
  await vi.waitFor(() => expect(all('subject')).toHaveLength(4));
  expect(sent.at(-1)?.path).toBe('/api/v1/subjects?after=subject-3&limit=50');

  answers['POST /api/v1/subjects/search'] = json({ items: [zhang] });
  fill('phone-search', '13800138001');
  find('find')
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('count')?.textContent).toBe('找到 1 条'));
  expect(sent.at(-1)).toEqual({ method: 'POST', path: '/api/v1/subjects/search', body: { phone: '13800138001' } });
  expect(router.currentRoute.value.fullPath).toBe('/subjects');
  find('to-list')?.click();
  await vi.waitFor(() => expect(find('to-list')).toBeNull());
});
