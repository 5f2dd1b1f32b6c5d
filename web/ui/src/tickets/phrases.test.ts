import { expect, it } from 'vitest';
import { fieldOf, insertAt, matching, phrasesOf, useOf, type Phrase } from './phrases';
import type { Limits } from './tickets';

const phrases: Phrase[] = [
  { name: '已告知时限', text: '您的诉求已受理，将按时限办理并回访。', use: 'answer' },
  { name: '要求退费', text: '要求退还多收部分。', use: 'matter' },
  { name: 'VIP 回访', text: '请在 18:00 后回访', use: 'note' },
];

it('finds by every word that was typed, those of the field first', () => {
  const names = (use: Phrase['use'] | null, typed: string) => matching(phrases, use, typed).map(({ name }) => name);
  expect(names('note', '')).toEqual(['VIP 回访', '已告知时限', '要求退费']);
  expect(names('matter', '回访')).toEqual(['已告知时限', 'VIP 回访']);
  expect(names(null, '回访 时限')).toEqual(['已告知时限']);
  expect(names(null, 'ｖｉｐ')).toEqual(['VIP 回访']);
  expect(names(null, '没有')).toEqual([]);
});

it('goes on where a plan has none', () => {
  expect(phrasesOf(null)).toEqual([]);
  expect(phrasesOf({} as Limits['rules'])).toEqual([]);
});

it('writes at the cursor, for what is selected, and tells the form', () => {
  document.body.innerHTML = '<textarea data-use="matter" maxlength="12"></textarea><input data-use="note"><input>';
  const [area, line, other] = [...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input')];
  if (!area || !line || !other) return expect.fail('no field');
  expect([fieldOf(area) === area, fieldOf(other), useOf(area), useOf(null)]).toEqual([true, null, 'matter', null]);
  const heard: string[] = [];
  area.addEventListener('input', () => heard.push(area.value));

  area.value = '多收旧费。';
  area.setSelectionRange(2, 3);
  insertAt(area, '了新\n');
  expect([area.value, heard]).toEqual(['多收了新\n费。', ['多收了新\n费。']]);
  // No more than the field holds, and of one line no second.
  insertAt(area, '一二三四五六七八');
  expect(area.value).toHaveLength(12);
  insertAt(line, '请先\n  联系');
  expect(line.value).toBe('请先 联系');
});
