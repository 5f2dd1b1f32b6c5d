import { expect, it } from 'vitest';
import { asked, exportAddress, keyOf, plain, questionOf } from './audit';

it('an address asks what it says and nothing else', () => {
  const question = questionOf({ from: '2026-11-01', actor: ['account:a', 'account:b'], done: null, other: 'x' });
  expect(asked(question)).toEqual({ from: '2026-11-01', actor: 'account:a' });
});

it('a file is asked for in the words of the list', () => {
  const question = questionOf({ subject: 'facility:a&b', done: 'false' });
  expect(exportAddress(question)).toBe('/api/v1/audit/export?subject=facility%3Aa%26b&done=false');
});

it('an event’s values are told in a line where they have no parts', () => {
  expect(plain(95)).toBe('95');
  expect(plain(['门牌缺失', '无公示'])).toBe('门牌缺失；无公示');
  expect(plain(null)).toBe('');
  expect(plain([{ role: 'street' }])).toBeNull();
  expect(keyOf('plan.baseline-confirmed')).toBe('plan-baseline-confirmed');
});
