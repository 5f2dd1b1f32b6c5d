import type { HotlinePhrase } from '../http/api';
import type { Limits } from './tickets';

/** 常用语: words that operators write again and again, as data of the plan. */
export type Phrase = HotlinePhrase;
/** In what they are written: 诉求, 答复, or a note. */
export type Use = Phrase['use'];
export type PhraseField = HTMLTextAreaElement | HTMLInputElement;

/** A plan from before there were any has none. */
export const phrasesOf = (rules: Limits['rules'] | null): readonly Phrase[] => rules?.phrases ?? [];

/** Those that hold everything that was typed; of the field's own use first, else as the plan has them. */
export function matching(phrases: readonly Phrase[], use: Use | null, typed: string): Phrase[] {
  const wanted = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const found = phrases.filter(({ name, text }) => {
    const all = `${name} ${text}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
  const own = (one: Phrase) => (one.use === use ? 0 : 1);
  return [...found].sort((a, b) => own(a) - own(b));
}

/** A field that phrases are written into says in what. */
export const fieldOf = (element: EventTarget | null): PhraseField | null =>
  element instanceof Element ? element.closest<PhraseField>('[data-use]') : null;

export const useOf = (field: PhraseField | null): Use | null => (field?.dataset['use'] as Use | undefined) ?? null;

/** At the cursor, for what is selected; the browser can undo it where it does it itself. */
export function insertAt(field: PhraseField, text: string): void {
  field.focus();
  const words = field instanceof HTMLTextAreaElement ? text : text.replace(/\s*\n\s*/g, ' ');
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, words)) return;
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  const room = field.maxLength < 0 ? words.length : field.maxLength - field.value.length + (to - from);
  field.setRangeText(words.slice(0, Math.max(0, room)), from, to, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
