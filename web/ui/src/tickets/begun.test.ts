import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../accounts/session';
import { begunIn } from './begun';
import { at, begin, end, has, open, press, server, type } from './hotlineSample';

beforeEach(begin);
afterEach(end);

const there = (id: string) => document.querySelector<HTMLTextAreaElement>(`[data-testid=${id}]`);
const alt = (letter: string) => press(letter, { altKey: true, code: `Key${letter.toUpperCase()}` });

it('keeps what is being written in a ticket while a call comes, until it is sent', async () => {
  has('t1', 'received');
  await open();
  await press('F7');
  await vi.advanceTimersByTimeAsync(300);
  await type('note', '请当天回复');
  await alt('a');
  await type('words', '已当场说明');
  await press('F2');
  expect(there('ticket')).toBeNull();
  at('queue-row').click();
  await vi.advanceTimersByTimeAsync(300);
  expect(there('words')?.value).toBe('已当场说明');

  // Left aside it waits too.
  await press('Escape');
  expect(there('note')?.value).toBe('请当天回复');
  await press('Escape');
  expect(there('ticket')).toBeNull();
  await press('F7');
  await vi.advanceTimersByTimeAsync(300);
  expect(there('note')?.value).toBe('请当天回复');
  await alt('a');
  expect(there('words')?.value).toBe('已当场说明');

  server.answers['POST tickets/t1/answer-at-once'] = {};
  server.asked = [];
  await press('Enter', { ctrlKey: true });
  const posted = server.asked.find(({ what }) => what.startsWith('POST tickets/t1/'));
  server.answers[posted?.what ?? ''] = {};
  await press('Enter', { ctrlKey: true });
  expect(at('said').textContent).toBe('已当场答复');
  await alt('a');
  expect(there('words')?.value).toBe('');
});

it('keeps of each ticket its own, and to each account', async () => {
  has('t2', 'answered');
  await open();
  await press('F8');
  await vi.advanceTimersByTimeAsync(300);
  at('chip-yes').click();
  await type('call-note', '晚上再打');
  expect(begunIn('t2').calling).toMatchObject({ reached: 'yes', note: '晚上再打' });
  expect(begunIn('t3').calling).toMatchObject({ reached: '', note: '' });
  session.value = { ...session.value, account: 'a2' } as typeof session.value;
  expect(begunIn('t2').calling).toMatchObject({ reached: '', note: '' });
});

it('does each deed of a ticket by its key', async () => {
  has('t4', 'underway');
  await open();
  at('queue-row').click();
  await vi.advanceTimersByTimeAsync(300);
  expect(at('do-urge').textContent).toContain('Alt+U');
  server.answers['POST tickets/t4/urging'] = {};
  await alt('u');
  expect(server.asked.some(({ what }) => what.startsWith('POST tickets/t4/'))).toBe(true);
  // What is not offered is not done.
  server.asked = [];
  await alt('j');
  expect([there('asked-close'), server.asked.some(({ what }) => what.startsWith('POST tickets/t4/'))]).toEqual([
    null,
    false,
  ]);
});

it('goes to the first that is missing of a call back', async () => {
  has('t5', 'answered');
  await open();
  await press('F8');
  await vi.advanceTimersByTimeAsync(300);
  await press('Enter', { ctrlKey: true });
  expect(document.activeElement).toBe(at('chip-yes'));
  await press('1');
  await press('Enter', { ctrlKey: true });
  expect(document.activeElement?.closest('[data-testid=solved]')).not.toBeNull();
});
