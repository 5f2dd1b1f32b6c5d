import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, end, find, json, open, path, press, row, seen, server } from './deskSample';

// No wall is watched in a test.
vi.mock('./useCurve', async () => {
  const { ref } = await import('vue');
  const { Picture } = await import('../walls/picture');
  return { useCurve: () => ({ picture: new Picture(), forbidden: ref(false), isDrawn: ref(false) }) };
});

beforeEach(begin);
afterEach(end);

it('finds in the list, and a handling leaves out the others', async () => {
  const router = await open();
  const field = await seen<HTMLInputElement>('find');
  press('/');
  expect(document.activeElement).toBe(field);
  field.value = '花园';
  field.dispatchEvent(new Event('input'));
  await vi.waitFor(() => expect(find('alert-a')).toBeNull());
  expect(find('alert-b')).not.toBeNull();
  field.value = '';
  field.dispatchEvent(new Event('input'));
  find('handling-acknowledged')?.click();
  await seen('alerts-none');
  expect(router.currentRoute.value.query).toEqual({ handling: 'acknowledged' });
});

it('offers nobody what they may not, and says who may', async () => {
  server.answers['/api/v1/session'] = json({
    account: 'ling',
    permissions: ['read'],
    grants: [{ role: 'leadership' }],
  });
  await open();
  expect((await seen('alert')).textContent).toContain('由街道、社区或牵头单位确认并承诺');
  expect(find('do-acknowledge')).toBeNull();
  press('c');
  await nextTick();
  expect(find('promise')).toBeNull();
});

it('in a hand first the list, then what is opened', async () => {
  Object.defineProperty(window, 'innerWidth', { value: 390, configurable: true });
  const router = await open();
  (await seen('alert-b')).querySelector<HTMLElement>('button.row')?.focus();
  await nextTick();
  expect(find('alert')).toBeNull();
  row('b')?.click();
  await seen('alert');
  expect(router.currentRoute.value.query).toEqual({ alert: 'b' });
});

it.each([
  ['alerts-loading', () => new Promise<Response>(() => undefined)],
  ['alerts-failed', () => Promise.reject(new TypeError('offline'))],
  ['alerts-barred', json({ title: '没有权限' }, 403)],
  ['alerts-none', json({ alerts: [], total: 0, handlings: [], levels: [], isTruncated: false })],
])('says %s', async (state, told) => {
  server.answers[path] = told;
  await open();
  expect(await seen(state)).toBeTruthy();
});

it('keeps what it has when the server is silent, and says of when it is', async () => {
  await open();
  await seen('alert-a');
  server.answers[path] = () => Promise.reject(new TypeError('offline'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await seen('alerts-stale')).textContent).toContain('14:32:08');
  expect(find('alert-a')).not.toBeNull();
});
