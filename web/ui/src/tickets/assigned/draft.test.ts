import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { forgetDrafts } from '../sealing';
import { AnswerDrafts } from './draft';

const day = 86_400_000;
const draft = { words: '已修好路灯', finding: 'substantiated' as const, files: 2 };
beforeEach(() => localStorage.clear());

const read = (account: string, ticket: string, now: number) => new AnswerDrafts(account).read(ticket, now);

it('a draft comes back to whoever wrote it, and to nobody else', async () => {
  expect(await new AnswerDrafts('a').keep('t1', draft, 0)).toBe(true);
  expect(await read('a', 't1', day)).toEqual(draft);
  expect(await read('b', 't1', day)).toBeNull();
  expect(await read('a', 't2', day)).toBeNull();
});

it('a draft of before has no files', async () => {
  await new AnswerDrafts('a').keep('t1', { words: draft.words, finding: draft.finding } as typeof draft, 0);
  expect(await read('a', 't1', 0)).toEqual({ ...draft, files: 0 });
});

it('what is kept nobody reads who looks into the browser, and neither phone nor name stands in it', async () => {
  const drafts = new AnswerDrafts('a');
  await drafts.keep('t1', { ...draft, phone: '13800000001', name: '张三' } as typeof draft, 0);
  expect(Object.keys(localStorage)).toEqual(['circle.answer.a.t1']);
  expect(localStorage.getItem('circle.answer.a.t1')).not.toMatch(/路灯|words|13800000001|张三/);
  expect(await read('a', 't1', 0)).toEqual(draft);
  await forgetDrafts('a');
  expect(localStorage.length).toBe(0);
});

it('it goes when it is sent, when its words are deleted, and after a week', async () => {
  const drafts = new AnswerDrafts('a');
  await drafts.keep('t1', draft, 0);
  drafts.drop('t1');
  expect(await drafts.read('t1', 0)).toBeNull();

  await drafts.keep('t1', draft, 0);
  expect(await drafts.keep('t1', { words: ' ', finding: 'none', files: 0 }, 1)).toBe(false);
  expect(localStorage.length).toBe(0);

  await drafts.keep('t1', draft, 0);
  await drafts.keep('t2', draft, 8 * day);
  expect(await drafts.read('t2', 8 * day)).toEqual(draft);
  expect(localStorage.length).toBe(1);
});

it('what somebody else wrote under its key is no draft', async () => {
  localStorage.setItem('circle.answer.a.t1', '{');
  localStorage.setItem('circle.other', 'stays');
  expect(await read('a', 't1', 0)).toBeNull();
  expect(localStorage.getItem('circle.other')).toBe('stays');
});
