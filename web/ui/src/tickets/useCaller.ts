import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { Problem } from '../http/request';
import { isWholePhone, type Call } from './draft';
import { readOfCaller, recordCaller, type Caller, type Item } from './tickets';

/** Who calls, put on record as soon as the number is whole, and when they called before. */
export function useCaller(call: Ref<Call>) {
  const caller = shallowRef<Caller | null>(null);
  const history = shallowRef<Item[] | null>(null);
  const state = ref<'none' | 'partial' | 'recording' | 'known' | 'failed'>('none');
  const why = ref('');
  let turn = 0;
  let timer: number | undefined;

  const asked = computed(() => ({ phone: call.value.phone.trim(), name: call.value.name.trim(), of: call.value }));

  /** Whether whoever calls is known, or nobody is to be. */
  async function record(): Promise<boolean> {
    window.clearTimeout(timer);
    const { phone, name, of } = asked.value;
    const mine = ++turn;
    if (!isWholePhone(phone)) return phone === '';
    state.value = 'recording';
    try {
      const found = await recordCaller(phone, name);
      if (mine !== turn) return false;
      [caller.value, state.value, of.caller] = [found, 'known', found.id];
    } catch (error) {
      if (mine !== turn) return false;
      state.value = 'failed';
      why.value = error instanceof Problem ? (error.faults[0]?.message ?? error.detail ?? error.message) : '';
      return false;
    }
    void readHistory(caller.value.id, mine);
    return true;
  }

  async function readHistory(id: string, mine: number): Promise<void> {
    const found = await readOfCaller(id).catch(() => null);
    if (mine === turn) history.value = found;
  }

  watch(
    asked,
    (now, before) => {
      window.clearTimeout(timer);
      const isSame = before !== undefined && now.of === before.of && now.phone === before.phone;
      if (!isSame) {
        turn++;
        [caller.value, history.value, why.value] = [null, null, ''];
        // On record it stays; of this call it is no more.
        if (before?.of === now.of) now.of.caller = null;
        state.value = now.phone === '' ? 'none' : 'partial';
      } else if (now.name === before.name) return;
      if (isWholePhone(now.phone)) timer = window.setTimeout(() => void record(), isSame ? 800 : 250);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    turn++;
    window.clearTimeout(timer);
  });
  return { caller, history, state, why, record };
}
