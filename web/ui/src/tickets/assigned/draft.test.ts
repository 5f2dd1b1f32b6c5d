import { beforeEach, expect, it } from 'vitest';
import { dropDraft, keepDraft, readDraft } from './draft';

const day = 86_400_000;
const draft = { words: '已修好路灯', finding: 'substantiated' as const };
beforeEach(() => localStorage.clear());

it('a draft comes back to whoever wrote it, and to nobody else', () => {
  expect(keepDraft('a', 't1', draft, 0)).toBe(true);
  expect(readDraft('a', 't1', day)).toEqual(draft);
  expect(readDraft('b', 't1', day)).toBeNull();
  expect(readDraft('a', 't2', day)).toBeNull();
});

it('nothing but its words, its finding and when it was written is kept', () => {
  keepDraft('a', 't1', { ...draft, phone: '13800000001', name: '张三' } as typeof draft, 0);
  expect(JSON.parse(localStorage.getItem('circle.answer.a.t1') ?? '')).toEqual({ ...draft, at: 0 });
});

it('it goes when it is sent, when its words are deleted, and after a week', () => {
  keepDraft('a', 't1', draft, 0);
  dropDraft('a', 't1');
  expect(readDraft('a', 't1', 0)).toBeNull();

  keepDraft('a', 't1', draft, 0);
  expect(keepDraft('a', 't1', { words: ' ', finding: 'none' }, 1)).toBe(false);
  expect(localStorage.length).toBe(0);

  keepDraft('a', 't1', draft, 0);
  keepDraft('a', 't2', draft, 8 * day);
  expect(readDraft('a', 't2', 8 * day)).toEqual(draft);
  expect(localStorage.length).toBe(1);
});

it('what somebody else wrote under its key is no draft', () => {
  localStorage.setItem('circle.answer.a.t1', '{');
  localStorage.setItem('circle.other', 'stays');
  expect(readDraft('a', 't1', 0)).toBeNull();
  expect(localStorage.getItem('circle.other')).toBe('stays');
});
