import { answered, transact } from '../outbox/database';
import { keep } from '../outbox/kept';
import { draft, photo } from '../outbox/samples';
import { put } from '../outbox/store';

export const typed = '六个 字 以上';
export const words = '给李奶奶量血压';
export const picture = 'the picture of Li';

/** Every sign of every row, of text and of bytes. */
export async function everything(): Promise<string> {
  const rows = await transact(['entries', 'blobs', 'kept'], 'readonly', async (of) =>
    Promise.all((['entries', 'blobs', 'kept'] as const).map(async (store) => answered(of(store).getAll()))),
  );
  const seen: string[] = [];
  const look = (value: unknown): void => {
    if (value instanceof ArrayBuffer) seen.push(new TextDecoder().decode(value));
    else if (ArrayBuffer.isView(value)) return;
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
    else seen.push(String(value));
  };
  look(rows);
  return seen.join('\n');
}

export async function fill(): Promise<string> {
  const { sha } = await photo(picture);
  await put(draft('a', { words, photo: { $blob: sha } }, { label: words, leads: true }), 1);
  await keep('log-draft/me/new', { words }, 'me', 2);
  return sha;
}
