import { afterEach, expect, it, vi } from 'vitest';
import { actorWords } from '../evidence/actor';
import { createLanguages } from '../languages/everything';
import { accountWords } from './names';
import { session, type Session } from './session';

const { t } = createLanguages('zh-CN').global;
const asked: string[] = [];
const me: Session = { account: 'me', name: 'me', displayName: '我', grants: [], permissions: ['read'] };

function answer(items: { id: string; name: string }[]): void {
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json({ items }));
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
  session.value = null;
});

it('asks for all names of a drawing at once, and for none of them again', async () => {
  session.value = me;
  answer([{ id: 'a1', name: '王五' }]);
  expect(accountWords('account:a1', t)).toBe('工作人员');
  accountWords('account:a2', t);
  accountWords('account:a1', t);

  await vi.waitFor(() => expect(accountWords('account:a1', t)).toBe('王五'));
  expect(accountWords('account:a2', t)).toBe('已删除的账号');
  expect(actorWords('account:a1', t)).toBe('王五');
  expect(asked).toEqual(['/api/v1/people/names?ids=a1%2Ca2']);
});

it('asks for nobody’s name where nobody is signed in', async () => {
  session.value = { grants: [], permissions: [] };
  answer([]);
  expect(accountWords('account:b1', t)).toBe('工作人员');
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual([]);
});

it('leaves other actors to those who know them', () => {
  expect(accountWords('system:seeds', t)).toBeNull();
  expect(accountWords('rehearsal:visitor', t)).toBeNull();
});
