import { effectScope, nextTick, reactive, ref, shallowRef, type EffectScope } from 'vue';
import { afterEach, expect, it } from 'vitest';
import { newCall, type Call } from './draft';
import { changedIn, choicesOf, Steps } from './undo';
import type { Intake } from './useIntake';
import { useUndo } from './useUndo';

it('takes back the last that still holds, of this call or of the whole desk', () => {
  const [mine, other] = [{}, {}];
  const steps = new Steps();
  const back: string[] = [];
  const add = (word: string, of?: object, holds = true) =>
    steps.add({ word, ...(of ? { of } : {}), back: () => (back.push(word), holds) });
  add('hold');
  add('category', mine);
  add('gone', mine, false);
  add('theirs', other);
  expect([steps.undo(mine), steps.undo(mine), steps.undo(mine)]).toEqual(['category', 'hold', null]);
  expect(back).toEqual(['gone', 'category', 'hold']);
});

it('goes back fifty steps, and no further', () => {
  const steps = new Steps();
  for (let n = 0; n < 60; n++) steps.add({ word: String(n), back: () => true });
  expect(steps.count).toBe(50);
  for (let n = 59; n >= 10; n--) expect(steps.undo({})).toBe(String(n));
  expect(steps.undo({})).toBeNull();
});

it('names a step by what was chosen, not by what followed from it', () => {
  const before = choicesOf(newCall('t', 0));
  expect(changedIn(before, { ...before, category: 'information', kind: 'consultation' })).toBe('category');
  expect(changedIn(before, { ...before })).toBeNull();
});

let scope: EffectScope | null = null;
afterEach(() => scope?.stop());

/** The desk's calls, as they are held and given up. */
function desk() {
  const call = shallowRef<Call>(reactive(newCall('t1', 0)));
  const held = shallowRef<{ call: Call }[]>([]);
  let n = 1;
  const begin = (given: Partial<Call> = {}) => {
    if (call.value.matter) held.value = [{ call: call.value }, ...held.value];
    call.value = reactive({ ...newCall(`t${++n}`, 0), ...given });
  };
  const resume = (one: { call: Call }) => {
    held.value = held.value.filter((other) => other !== one);
    call.value = one.call;
  };
  const drop = async () => void (call.value = reactive(newCall(`t${++n}`, 0)));
  const isEmpty = ref(false);
  scope = effectScope();
  const intake = { call, held, begin, resume, drop, isEmpty } as unknown as Intake;
  const undoing = scope.run(() => useUndo(intake)) ?? expect.fail('no scope');
  return { call, held, isEmpty, ...undoing };
}

it('takes choices back one by one, with what followed, and leaves what was typed', async () => {
  const { call, undo, count } = desk();
  call.value.matter = '多收';
  await nextTick();
  expect(count.value).toBe(0);
  [call.value.category, call.value.kind] = ['information', 'consultation'];
  await nextTick();
  call.value.target = { row: 'point:p', name: '东昌', street: null, where: '' };
  call.value.unit = 's1';
  await nextTick();
  expect(count.value).toBe(2);

  expect(undo()).toBe('target');
  await nextTick();
  expect(call.value).toMatchObject({ target: null, unit: '', category: 'information', matter: '多收' });
  expect(undo()).toBe('category');
  await nextTick();
  expect(call.value).toMatchObject({ category: '', kind: 'complaint', matter: '多收' });
  // What an undo sets is no step of its own.
  expect([count.value, undo()]).toEqual([0, null]);
});

it('brings back a call that was put on hold, and one that was given up', async () => {
  const { call, held, hold, discard, undo, goesFirst } = desk();
  const first = call.value;
  first.matter = '路灯不亮';
  expect([hold(), held.value.length, goesFirst()]).toEqual([true, 1, true]);
  expect(undo()).toBe('hold');
  expect([call.value, held.value.length]).toEqual([first, 0]);

  discard();
  expect([call.value.matter, goesFirst()]).toEqual(['', true]);
  // Whoever types on undoes that first.
  dispatchEvent(new Event('input'));
  expect(goesFirst()).toBe(false);
  expect(undo()).toBe('discard');
  expect(call.value).toMatchObject({ ticket: 't1', matter: '路灯不亮' });
});

it('takes back nothing of a call that was received', async () => {
  const { call, undo, clear } = desk();
  call.value.category = 'charges';
  await nextTick();
  clear();
  expect([undo(), call.value.category]).toEqual([null, 'charges']);
});

it('holds nothing where nothing is in hand', () => {
  const { hold, isEmpty, undo } = desk();
  isEmpty.value = true;
  expect([hold(), undo()]).toEqual([false, null]);
});
