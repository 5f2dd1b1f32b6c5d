import { computed, markRaw, onScopeDispose, reactive, ref, shallowRef, triggerRef, watch } from 'vue';
import { commandId, Problem } from '../http/request';
import { isEmpty, newCall, readCall, type Call } from './draft';
import { again, LocalDrafts, shelf, Writing } from './keeping';
import { dropDraft, putDraft, readDrafts } from './tickets';

/** A call that is being taken or is on hold, with what the server knows of it. */
export interface Open {
  id: string;
  call: Call;
  /** What the server has; null: nothing. */
  version: number | null;
  isDropped: boolean;
  writing: Writing;
  pending: Promise<unknown>;
}

export type Kept = 'empty' | 'saving' | 'saved' | 'unsaved';

const newId = () => commandId(Date.now());

/** 草稿: the call in hand and those on hold, each kept in the browser at once and on the server soon after. */
export function useCalls(account: string) {
  const local = new LocalDrafts(shelf(), account);
  const now = shallowRef(opened(newId(), newCall(newId(), Date.now())));
  const held = shallowRef<Open[]>([]);
  const kept = ref<Kept>('empty');
  const saved = ref<number | null>(null);
  const isUnread = ref(false);
  let timer: number | undefined;

  function opened(id: string, call: Call, version: number | null = null): Open {
    const one: Open = {
      id,
      call: reactive(call),
      version,
      isDropped: false,
      writing: markRaw(new Writing(() => write(one))),
      pending: Promise.resolve(),
    };
    return one;
  }

  async function write(one: Open): Promise<boolean> {
    if (one.isDropped || isEmpty(one.call)) return true;
    const sent = JSON.stringify(one.call);
    const put = putDraft(one.id, one.version, JSON.parse(sent) as object);
    one.pending = put.catch(() => undefined);
    try {
      const answer = await put;
      one.version = answer.version;
      if (JSON.stringify(one.call) === sent) local.drop(one.id);
      if (one === now.value && !one.isDropped)
        [kept.value, saved.value] = [
          JSON.stringify(one.call) === sent ? 'saved' : 'saving',
          Date.parse(answer.changed),
        ];
      return true;
    } catch (error) {
      if (one === now.value) kept.value = 'unsaved';
      if (error instanceof Problem && error.status === 409) await settle(one, sent);
      return false;
    }
  }

  /** Another version stands: what was sent before, unheard, or another tab's, which is left as it is. */
  async function settle(one: Open, sent: string): Promise<void> {
    const stands = (await readDrafts()).find(({ id }) => id === one.id);
    const call = stands && readCall(stands.data, one.call.ticket, one.call.begun);
    if (stands && JSON.stringify(call) === sent) one.version = stands.version;
    else {
      local.drop(one.id);
      [one.id, one.version] = [newId(), null];
      // Two drafts of one call would become one ticket.
      if (stands) one.call.ticket = newId();
    }
  }

  watch(
    () => now.value.call,
    (call, before) => {
      if (call !== before) return;
      local.keep(now.value.id, call);
      kept.value = isEmpty(call) ? 'empty' : 'saving';
      now.value.writing.changed();
    },
    { deep: true, flush: 'sync' },
  );

  function turnTo(next: Open): void {
    now.value = next;
    saved.value = next.version;
    kept.value = next.version === null ? 'empty' : 'saved';
  }

  /** A new call; the one in hand is put on hold, if anything is in it. */
  function begin(given: Partial<Call> = {}): void {
    putOnHold();
    turnTo(opened(newId(), newCall(newId(), Date.now())));
    if (Object.keys(given).length > 0) Object.assign(now.value.call, given);
  }

  function putOnHold(): void {
    const before = now.value;
    if (isEmpty(before.call) || before.isDropped) return;
    void before.writing.flush();
    held.value = [before, ...held.value];
  }

  function resume(one: Open): void {
    putOnHold();
    held.value = held.value.filter((other) => other !== one);
    turnTo(one);
  }

  /** Done, or given up: nothing of it is kept. One that was put on hold while it was sent goes from there, and the call in hand stays. */
  async function drop(call = now.value.call): Promise<void> {
    const one = [now.value, ...held.value].find((open) => open.call === call);
    if (!one) return;
    one.isDropped = true;
    one.writing.stop();
    local.drop(one.id);
    if (one === now.value) begin();
    else held.value = held.value.filter((other) => other !== one);
    await one.pending;
    if (one.version !== null) await dropDraft(one.id).catch(() => undefined);
  }

  /** What was kept before: the newest is gone on with, unless somebody has begun meanwhile. */
  async function load(): Promise<void> {
    const [mine, onServer] = await Promise.all([local.all(), readDrafts().catch(() => null)]);
    isUnread.value = onServer === null;
    if (onServer === null) timer = window.setTimeout(() => void load(), again);
    const known = new Set([now.value, ...held.value].map(({ id }) => id));
    const found: Open[] = [];
    for (const { id, version, data } of onServer ?? []) {
      const call = readCall(data, newId(), version);
      if (!call || known.has(id)) continue;
      // Newer than what the server has, but without number and name.
      const newer = readCall(mine.get(id), call.ticket, call.begun);
      found.push(opened(id, newer ? { ...newer, phone: call.phone, name: call.name } : call, version));
      if (newer) found.at(-1)?.writing.changed();
    }
    for (const [id, data] of mine) {
      const call = readCall(data, newId(), Date.now());
      if (onServer === null || !call || known.has(id) || found.some((one) => one.id === id)) continue;
      found.unshift(opened(id, call));
      found[0]?.writing.changed();
    }
    if (isEmpty(now.value.call) && found[0]) turnTo(found.shift() ?? now.value);
    held.value = [...held.value, ...found];
    triggerRef(held);
  }

  const leave = () => void now.value.writing.flush();
  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave);
    window.clearTimeout(timer);
    leave();
  });
  return { call: computed(() => now.value.call), held, kept, saved, isUnread, begin, resume, drop, load };
}
