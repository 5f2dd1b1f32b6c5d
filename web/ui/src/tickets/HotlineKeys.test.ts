import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { at, begin, end, open, press, server, ticketOf, type } from './hotlineSample';

beforeEach(begin);
afterEach(end);

it('brings back by one undo a call that was given up, and what was chosen', async () => {
  await open();
  await type('matter', '路灯不亮');
  at('chip-charges').click();
  await vi.advanceTimersByTimeAsync(50);
  await press('Escape');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');
  await press('z', { ctrlKey: true });
  expect(at<HTMLTextAreaElement>('matter').value).toBe('路灯不亮');
  expect(at('said').textContent).toContain('已撤销：放弃草稿');

  at('chip-urgent').click();
  await vi.advanceTimersByTimeAsync(50);
  await press('z', { ctrlKey: true });
  expect(at('chip-ordinary').getAttribute('aria-checked')).toBe('true');
  expect(at('said').textContent).toContain('选择紧急程度');
});

it('asks anew about a held call that was taken up by a click, and gives it back after it was given up', async () => {
  await open();
  await type('matter', '第一件');
  await press('F10');
  await type('matter', '第二件');
  await press('Escape');
  document.querySelector<HTMLElement>('[data-held]')?.click();
  await vi.advanceTimersByTimeAsync(50);
  expect(at<HTMLTextAreaElement>('matter').value).toBe('第一件');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('第一件');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');
  await press('z', { ctrlKey: true });
  expect(at<HTMLTextAreaElement>('matter').value).toBe('第一件');
});

it('leaves to a text what was typed in it, and goes back only where none of it is left', async () => {
  await open();
  at('chip-charges').click();
  await vi.advanceTimersByTimeAsync(50);
  at('matter').focus();
  // The browser undoes something of it: the choice stays.
  at('matter').dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  at('matter').dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
  await vi.advanceTimersByTimeAsync(100);
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('true');
  // Nothing is left of it.
  at('matter').dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  await vi.advanceTimersByTimeAsync(100);
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('false');
});

it('lists all keys, each as a button does it too', async () => {
  await open();
  await press('F1');
  expect(at('keys-dialog').textContent).toContain('找工单F6');
  document.querySelector('dialog')?.dispatchEvent(new Event('close'));
  await nextTick();
  at('key-find').click();
  await nextTick();
  expect(at('find-dialog').textContent).toContain('工单号或来电号码');
});

it('writes a phrase where the cursor is', async () => {
  await open();
  await type('matter', '多收。');
  at('matter').focus();
  at<HTMLTextAreaElement>('matter').setSelectionRange(2, 2);
  await press('q', { altKey: true, code: 'KeyQ' });
  expect([...document.querySelectorAll('[data-testid=phrase] strong')].map((one) => one.textContent)).toEqual([
    '要求退费',
    '已告知时限',
  ]);
  at('phrases-filter').focus();
  await press('Enter');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('多收要求退还多收部分。');
  expect(document.activeElement).toBe(at('matter'));
});

it('says why a number finds nothing, and opens what it finds by Enter', async () => {
  await open();
  await press('F6');
  server.answers['GET tickets'] = 422;
  await type('find-typed', '62');
  at('find-typed')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(50);
  expect(at('faults').textContent).not.toBe('');

  const intake = { id: 't1', matter: 'w', kind: 'complaint', source: 'phone', recording: 'r', call: 'C-7' };
  const ticket = ticketOf('t1', 'underway', { intake });
  server.answers['GET tickets'] = { tickets: [{ ticket, number: '1112-0062', matter: '门锁' }] };
  server.answers['GET tickets/t1'] = { ticket, number: '1112-0062', words: { w: '门锁', r: 'javascript:alert(1)' } };
  at('find-typed')
    .closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(50);
  expect(document.activeElement).toBe(at('found'));
  at('found').click();
  await vi.advanceTimersByTimeAsync(300);
  expect(at('ticket').textContent).toContain('工单 1112-0062');
  expect([at('call-id').textContent, at('recording').textContent]).toEqual(['C-7', 'javascript:alert(1)']);
  expect(at('recording').querySelector('a')).toBeNull();

  // Another category, by keyboard alone.
  await press('c', { altKey: true, code: 'KeyC' });
  expect(at('chip-charges').getAttribute('aria-checked')).toBe('true');
  server.answers['POST tickets/t1/classification'] = {};
  at('chip-urgent').click();
  await press('Enter', { ctrlKey: true });
  expect(server.asked.find(({ what }) => what === 'POST tickets/t1/classification')?.body).toEqual({
    category: 'charges',
    urgency: 'urgent',
  });
  expect(at('said').textContent).toBe('类别和紧急程度已改');
});

it('takes a call that comes while it is open, holds the one in hand, and leaves no number in the address', async () => {
  const router = await open('/hotline?phone=13812342046&call=C-1');
  expect(router.currentRoute.value.fullPath).toBe('/hotline');
  expect(at<HTMLInputElement>('phone').value).not.toBe('');
  await type('matter', '第一件');
  await router.push('/hotline#phone=13900000001&call=C-2');
  await vi.advanceTimersByTimeAsync(100);
  expect(router.currentRoute.value.fullPath).toBe('/hotline');
  expect(at('held').textContent).toContain('第一件');
  expect(document.activeElement).toBe(at('matter'));
});
