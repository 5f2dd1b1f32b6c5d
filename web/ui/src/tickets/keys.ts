/** What a key asks of the console; null: nothing of its own. */
export type Deed =
  | 'keys'
  | 'new'
  | 'queue'
  | 'history'
  | 'find'
  | 'toDispatch'
  | 'toCallBack'
  | 'reveal'
  | 'hold'
  | 'dispatch'
  | 'register'
  | 'atOnce'
  | 'classify'
  | 'retarget'
  | 'take'
  | 'letGo'
  | 'urge'
  | 'grant'
  | 'decline'
  | 'supervise'
  | 'close'
  | 'phrases'
  | 'undo'
  | 'escape'
  | { field: number }
  | { join: number };

/** Those that a button can ask for too. */
export type NamedDeed = Extract<Deed, string>;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const bare: Readonly<Record<string, NamedDeed>> = {
  F1: 'keys',
  F2: 'new',
  F3: 'queue',
  F4: 'history',
  F6: 'find',
  F7: 'toDispatch',
  F8: 'toCallBack',
  F9: 'reveal',
  F10: 'hold',
  Escape: 'escape',
};

const withAlt: Readonly<Record<string, NamedDeed>> = {
  KeyA: 'atOnce',
  KeyC: 'classify',
  KeyJ: 'close',
  KeyL: 'take',
  KeyN: 'decline',
  KeyQ: 'phrases',
  KeyR: 'letGo',
  KeyS: 'supervise',
  KeyT: 'retarget',
  KeyU: 'urge',
  KeyY: 'grant',
};

const withCtrl: Readonly<Record<string, NamedDeed>> = { enter: 'dispatch', s: 'register', z: 'undo' };

/** As a cap on a key names it. */
export const capOf: Readonly<Record<NamedDeed, string>> = {
  keys: 'F1',
  new: 'F2',
  queue: 'F3',
  history: 'F4',
  find: 'F6',
  toDispatch: 'F7',
  toCallBack: 'F8',
  reveal: 'F9',
  hold: 'F10',
  dispatch: 'Ctrl+Enter',
  register: 'Ctrl+S',
  atOnce: 'Alt+A',
  classify: 'Alt+C',
  retarget: 'Alt+T',
  take: 'Alt+L',
  letGo: 'Alt+R',
  urge: 'Alt+U',
  grant: 'Alt+Y',
  decline: 'Alt+N',
  supervise: 'Alt+S',
  close: 'Alt+J',
  phrases: 'Alt+Q',
  undo: 'Ctrl+Z',
  escape: 'Esc',
};

/** Alt with a letter or digit is read by where the key is: on some keyboards Alt makes another sign of it. */
export function deedOf(pressed: Pressed): Deed | null {
  const { key, code, altKey, shiftKey } = pressed;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (altKey && !ctrl && !shiftKey) {
    const digit = Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? 0);
    if (digit >= 1 && digit <= 6) return { field: digit };
    return digit >= 7 ? { join: digit - 7 } : (withAlt[code] ?? null);
  }
  if (ctrl && !altKey && !shiftKey) return withCtrl[key.toLowerCase()] ?? null;
  return altKey || ctrl || shiftKey ? null : (bare[key] ?? null);
}

/** A bare digit on chips: which of them, from 0; null: none. */
export function chipOf({ key, altKey, ctrlKey, metaKey }: Pressed, count: number): number | null {
  if (altKey || ctrlKey || metaKey || !/^[1-9]$/.test(key)) return null;
  return Number(key) <= count ? Number(key) - 1 : null;
}

/** Whether the browser undoes what was typed in it by itself. */
export const isText = (element: Element) =>
  element.matches('textarea, input:not([type=checkbox], [type=radio], [type=button], [type=file])');
