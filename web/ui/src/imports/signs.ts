import type { RowState } from '../http/api';

/** Marks of what becomes of a row; none of them is a status's own but the square of what has to be put right. */
export const signs = {
  new: '＋',
  changed: '→',
  unchanged: '＝',
  conflict: '⇄',
  faulty: '■',
  twice: '≡',
} as const satisfies Record<RowState, string>;

/** The same of what became of it. */
export const outcomeSigns = {
  added: '＋',
  changed: '→',
  unchanged: '＝',
  leftOut: '⇄',
  faulty: '■',
  refused: '■',
  cancelled: '—',
} as const;
