import { createApp, defineComponent, h, ref, type App } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLanguages } from '../languages/everything';
import PlaceSearch from './PlaceSearch.vue';
import { piecesOf, type SearchHit } from './search';

const hit = (id: string, name: string, rest: Partial<SearchHit> = {}): SearchHit => ({
  kind: 'place',
  id,
  name,
  spans: [],
  way: 'name',
  placeNames: ['丰产路街道'],
  ...rest,
});
const yaozhai = hit('yaozhai', '姚砦社区', { spans: [{ start: 0, length: 2 }], community: 'yaozhai' });
const yuzhong = hit('yuzhong', '豫中社区', { community: 'yuzhong' });

/** What is asked, and how it is answered; null: not yet. */
const asked: string[] = [];
let answers: Record<string, SearchHit[] | number | Promise<SearchHit[]>> = {};
const chosen = ref('');
const considered = ref<(string | undefined)[]>([]);
let app: App | null = null;

function open(props: object = {}): void {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('fetch', async (path: string) => {
    const query = new URLSearchParams(path.split('?')[1]);
    asked.push(path);
    const hits = await (answers[query.get('text') ?? ''] ?? []);
    return typeof hits === 'number'
      ? Response.json({ title: '…' }, { status: hits })
      : Response.json({ hits, total: hits.length === 2 ? 23 : hits.length, isCut: false });
  });
  document.body.innerHTML = '<div id="app"></div>';
  const page = defineComponent(
    () => () =>
      h(PlaceSearch, {
        label: '社区',
        kinds: ['place'],
        modelValue: chosen.value,
        'onUpdate:modelValue': (id: string) => (chosen.value = id),
        onConsider: (one: SearchHit | null) => considered.value.push(one?.id),
        ...props,
      }),
  );
  app = createApp(page).use(createLanguages('zh-CN'));
  app.mount('#app');
}

const field = () => document.querySelector<HTMLInputElement>('[role=combobox]') ?? expect.fail('no field');
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const said = () => document.querySelector('[data-testid=search-said]')?.textContent;

function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event('input'));
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more });
  field().dispatchEvent(event);
  await vi.advanceTimersByTimeAsync(0);
  return event.defaultPrevented;
}

const rested = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => {
  vi.useFakeTimers();
  [answers, chosen.value, considered.value] = [{ yz: [yaozhai, yuzhong] }, '', []];
  asked.length = 0;
});
afterEach(() => {
  app?.unmount();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks once typing rests and takes the row that the arrows have reached', async () => {
  open({ near: 'beilinlu' });
  type('y');
  type('yz');
  await rested();

  expect(asked).toEqual(['/api/v1/search?text=yz&kinds=place&near=beilinlu&limit=8']);
  expect(options().map((o) => o.querySelector('.name')?.textContent)).toEqual(['姚砦社区', '豫中社区']);
  expect(options()[0]?.querySelector('b')?.textContent).toBe('姚砦');
  expect(options()[0]?.textContent).toContain('丰产路街道');
  expect(said()).toBe('共 23 处，先列 2 处，再输几个字');
  expect(field().getAttribute('aria-expanded')).toBe('true');

  await press('ArrowDown');
  expect(field().getAttribute('aria-activedescendant')).toBe(options()[1]?.id);
  expect(options()[1]?.getAttribute('aria-selected')).toBe('true');
  expect(considered.value.at(-1)).toBe('yuzhong');
  await press('ArrowDown');
  await press('ArrowUp');
  expect(await press('Enter')).toBe(true);

  expect(chosen.value).toBe('yuzhong');
  expect([field().value, options().length, field().getAttribute('aria-expanded')]).toEqual(['豫中社区', 0, 'false']);
});

it('takes the first of what is typed, also where Enter comes before the answer', async () => {
  open();
  type('yz');
  await press('Enter');
  expect(chosen.value).toBe('');
  await rested();
  expect(chosen.value).toBe('yaozhai');
});

it('drops an answer that came late', async () => {
  let late: (hits: SearchHit[]) => void = () => undefined;
  answers = { y: new Promise<SearchHit[]>((resolve) => (late = resolve)), yz: [yaozhai] };
  open();
  type('y');
  await rested();
  type('yz');
  await rested();
  late([yuzhong]);
  await rested();
  expect(options().map((o) => o.id.endsWith('-0'))).toEqual([true]);
  expect(options()[0]?.textContent).toContain('姚砦');
});

it('goes back to what was chosen by Escape, and leaves the next Escape to the dialog', async () => {
  chosen.value = 'yuzhong';
  open({ called: '豫中社区' });
  expect(field().value).toBe('豫中社区');
  type('yz');
  await rested();
  expect(await press('Escape')).toBe(true);
  expect([field().value, options().length, chosen.value]).toEqual(['豫中社区', 0, 'yuzhong']);
  expect(await press('Escape')).toBe(false);
});

it('leaves the keys of an input method alone', async () => {
  open();
  type('yz');
  await rested();
  expect(await press('Enter', { isComposing: true })).toBe(false);
  expect(chosen.value).toBe('');
});

it('says what it found nothing of, and that it is offline, failed, forbidden or not ready', async () => {
  answers = { none: [], away: 500, mine: 403, soon: 503 };
  open();
  for (const [text, words] of [
    ['none', '没有找到“none”，换个说法或少输几个字'],
    ['away', '没有查到，请再试一次'],
    ['mine', '没有查阅权限，需要时请联系区长效办'],
    ['soon', '正在准备名录，好了自动列出'],
  ]) {
    type(text ?? '');
    await rested();
    expect(said()).toBe(words);
  }
  answers = { soon: [yaozhai] };
  await vi.advanceTimersByTimeAsync(2_100);
  expect(options()).toHaveLength(1);

  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  type('yao');
  await rested();
  expect(said()).toBe('没有网络，连上后再找');

  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ hits: [yaozhai], total: 1, isCut: false })));
  const retry = document.querySelector<HTMLElement>('.said > button');
  retry?.focus();
  retry?.click();
  await rested();
  expect(options()).toHaveLength(1);
  expect(document.activeElement).toBe(field());
});

it('leaves out what is not to be chosen, and can be emptied where nothing is asked for', async () => {
  open({ only: (one: SearchHit) => one.id === 'yuzhong', none: '全区' });
  type('yz');
  await rested();
  expect(asked[0]).toContain('limit=50');
  expect(options()).toHaveLength(1);
  options()[0]?.click();
  await rested();
  expect(chosen.value).toBe('yuzhong');
  document.querySelector<HTMLElement>('[data-testid=search-clear]')?.click();
  await rested();
  expect([chosen.value, field().value, field().placeholder]).toEqual(['', '', '全区']);
});

it('keeps a form from being sent without it', async () => {
  open({ required: true });
  await rested();
  expect(field().checkValidity()).toBe(false);
  type('yz');
  await rested();
  await press('Enter');
  expect(field().checkValidity()).toBe(true);
});

it('sets off every part that was meant', () => {
  expect(
    piecesOf({
      name: '姚砦社区一站',
      spans: [
        { start: 0, length: 1 },
        { start: 2, length: 2 },
      ],
    }),
  ).toEqual([
    { text: '姚', meant: true },
    { text: '砦', meant: false },
    { text: '社区', meant: true },
    { text: '一站', meant: false },
  ]);
});
