import { expect, it } from 'vitest';
import { sample } from './assigned/samples';
import { keysBeside, keysOfCall, keysOfTicket } from './keysNow';

const told = (...of: Parameters<typeof keysOfTicket>) => keysOfTicket(...of).map(({ word, cap }) => `${cap} ${word}`);

it('says of an open ticket what its keys do with it as it stands, and never 提交并派单', () => {
  const received = sample({ stage: 'received' });
  expect(told(received, false, false)[0]).toBe('Ctrl+Enter toUnit');
  expect(told(received, false, true)[0]).toBe('Ctrl+Enter sendBegun');
  expect(told(sample({ stage: 'answered' }), false, false)[0]).toBe('Ctrl+Enter keepCallBack');
  const underway = told(sample({ stage: 'underway' }), true, false);
  expect(underway.some((one) => one.startsWith('Ctrl+Enter'))).toBe(false);
  expect(underway).toContain('Alt+U urge');
  expect(told(received, false, false)).toContain('Alt+7…9 join');
});

it('shows beside the form what is done now first, each once', () => {
  const words = keysBeside(keysOfCall, false).map(({ word }) => word);
  expect(words.slice(0, 2)).toEqual(['dispatch', 'history']);
  expect(new Set(words).size).toBe(words.length);
  const closed = keysBeside(keysOfTicket(sample({ stage: 'closed' }), true, false), true).map(({ word }) => word);
  expect(closed.slice(0, 2)).toEqual(['back', 'new']);
});
