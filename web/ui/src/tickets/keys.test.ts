import { expect, it } from 'vitest';
import { chipOf, deedOf } from './keys';

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
  [press('F3'), 'queue'],
  [press('Escape'), 'escape'],
  [press('Enter', { ctrlKey: true }), 'dispatch'],
  [press('Enter', { metaKey: true }), 'dispatch'],
  [press('s', { ctrlKey: true }), 'register'],
  [press('å', { altKey: true, code: 'KeyA' }), 'atOnce'],
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
  ];
  expect(theirs.map(deedOf)).toEqual(theirs.map(() => null));
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
