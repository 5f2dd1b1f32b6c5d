import { expect, it } from 'vitest';
import { capOf, chipOf, deedOf } from './keys';

const press = (key: string, more: object = {}) => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

it.each([
  [press('F2'), 'new'],
  [press('F1'), 'keys'],
  [press('F3'), 'queue'],
  [press('F6'), 'find'],
  [press('F7'), 'toDispatch'],
  [press('F8'), 'toCallBack'],
  [press('F10'), 'hold'],
  [press('Escape'), 'escape'],
  [press('Enter', { ctrlKey: true }), 'dispatch'],
  [press('Enter', { metaKey: true }), 'dispatch'],
  [press('s', { ctrlKey: true }), 'register'],
  [press('å', { altKey: true, code: 'KeyA' }), 'atOnce'],
  [press('œ', { altKey: true, code: 'KeyQ' }), 'phrases'],
  [press('c', { altKey: true, code: 'KeyC' }), 'classify'],
  [press('t', { altKey: true, code: 'KeyT' }), 'retarget'],
  [press('z', { ctrlKey: true }), 'undo'],
  [press('¡', { altKey: true, code: 'Digit1' }), { field: 1 }],
  [press('6', { altKey: true, code: 'Numpad6' }), { field: 6 }],
  [press('9', { altKey: true, code: 'Digit9' }), { join: 2 }],
  [press('0', { altKey: true, code: 'Digit0' }), null],
])('reads %o', (pressed, deed) => expect(deedOf(pressed)).toEqual(deed));

it('leaves to the browser and to whoever types what is theirs', () => {
  const theirs = [
    press('1', { ctrlKey: true, code: 'Digit1' }),
    press('s', { code: 'KeyS' }),
    press('Enter'),
    press('S', { ctrlKey: true, shiftKey: true }),
    // On keyboards with AltGr both are down.
    press('1', { altKey: true, ctrlKey: true, code: 'Digit1' }),
    press('F3', { shiftKey: true }),
    press('F5'),
    // The browser's own: it does again what was undone.
    press('Z', { ctrlKey: true, shiftKey: true }),
  ];
  expect(theirs.map(deedOf)).toEqual(theirs.map(() => null));
});

it('says of each key what it does', () => {
  for (const [deed, cap] of Object.entries(capOf)) {
    const [last = '', ...held] = cap.split('+').reverse();
    const key = last === 'Esc' ? 'Escape' : last;
    const more = { ctrlKey: held.includes('Ctrl'), altKey: held.includes('Alt'), code: `Key${last}` };
    expect([cap, deedOf(press(key, more))]).toEqual([cap, deed]);
  }
});

it('chooses a chip by its bare digit', () => {
  expect([press('1'), press('3'), press('4'), press('0'), press('a')].map((one) => chipOf(one, 3))).toEqual([
    0,
    2,
    null,
    null,
    null,
  ]);
  expect(chipOf(press('1', { altKey: true }), 3)).toBeNull();
});
