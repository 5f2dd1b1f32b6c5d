import { computed, onScopeDispose, ref } from 'vue';
import { maxBytes, shrink } from '../../photos/shrink';
import { Problem } from '../../http/request';
import { keepFile, type ReplyFile } from './assigned';

/** As many as an answer names at most. */
export const mostFiles = 9;

export interface Chosen {
  key: number;
  name: string;
  state: 'sending' | 'sent' | 'failed';
  /** What the server said, where it refused. */
  fault: string;
  file: File;
  kept: ReplyFile | null;
}

/** What can be sent: a photo, shrunk where that can be done, or a PDF; null: neither, or too large. */
export async function sendable(file: File): Promise<Blob | null> {
  if (file.type === 'application/pdf') return file.size <= maxBytes ? file : null;
  const photo = await shrink(file);
  return typeof photo === 'string' ? null : photo;
}

/** Files of an answer, each sent as soon as it is chosen. */
export function useFiles(id: string) {
  const chosen = ref<Chosen[]>([]);
  /** Names that could not be taken. */
  const wrong = ref<string[]>([]);
  const isTooMany = ref(false);
  let next = 0;
  let isOver = false;
  onScopeDispose(() => (isOver = true));
  const find = (key: number) => chosen.value.find((one) => one.key === key);

  async function add(files: readonly File[]): Promise<void> {
    const room = mostFiles - chosen.value.length;
    [wrong.value, isTooMany.value] = [[], files.length > room];
    const rows = files.slice(0, room).map((file): Chosen => {
      return { key: next++, name: file.name, state: 'sending', fault: '', file, kept: null };
    });
    chosen.value.push(...rows);
    // One after another: a hand's network is narrow, and the server takes so many at once.
    for (const { key } of rows) await send(key);
  }

  async function send(key: number): Promise<void> {
    const row = find(key);
    if (!row || isOver) return;
    [row.state, row.fault] = ['sending', ''];
    const blob = await sendable(row.file).catch(() => null);
    if (!blob) {
      wrong.value.push(row.name);
      return drop(key);
    }
    try {
      const kept = await keepFile(id, blob, row.name);
      const now = find(key);
      if (now) [now.kept, now.state] = [kept, 'sent'];
    } catch (error) {
      const now = find(key);
      if (now) [now.state, now.fault] = ['failed', error instanceof Problem ? (error.detail ?? error.message) : ''];
    }
  }

  function drop(key: number): void {
    chosen.value = chosen.value.filter((one) => one.key !== key);
  }

  const kept = computed(() => chosen.value.flatMap((one) => (one.kept ? [one.kept] : [])));
  const isWhole = computed(() => chosen.value.every(({ state }) => state === 'sent'));
  return { chosen, wrong, isTooMany, add, send, drop, kept, isWhole };
}
