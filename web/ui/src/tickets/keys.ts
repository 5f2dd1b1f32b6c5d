/** What a key asks of the console; null: nothing of its own. */
export type Deed =
  | 'new'
  | 'queue'
  | 'history'
  | 'reveal'
  | 'held'
  | 'dispatch'
  | 'register'
  | 'atOnce'
  | 'escape'
  | { field: number }
  | { join: number };

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const bare: Readonly<Record<string, Deed>> = {
  F2: 'new',
  F3: 'queue',
  F4: 'history',
  F9: 'reveal',
  F10: 'held',
  Escape: 'escape',
};

/** Alt with a digit is read by where the key is: on some keyboards Alt makes another sign of it. */
export function deedOf(pressed: Pressed): Deed | null {
  const { key, code, altKey, shiftKey } = pressed;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (altKey && !ctrl && !shiftKey) {
    if (code === 'KeyA') return 'atOnce';
    const digit = Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? 0);
    if (digit >= 1 && digit <= 6) return { field: digit };
    return digit >= 7 ? { join: digit - 7 } : null;
  }
  if (ctrl && !altKey && !shiftKey) {
    if (key === 'Enter') return 'dispatch';
    return key.toLowerCase() === 's' ? 'register' : null;
  }
  return altKey || ctrl || shiftKey ? null : (bare[key] ?? null);
}

/** A bare digit on chips: which of them, from 0; null: none. */
export function chipOf({ key, altKey, ctrlKey, metaKey }: Pressed, count: number): number | null {
  if (altKey || ctrlKey || metaKey || !/^[1-9]$/.test(key)) return null;
  return Number(key) <= count ? Number(key) - 1 : null;
}
