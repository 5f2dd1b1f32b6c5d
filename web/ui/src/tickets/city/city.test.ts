import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { countsOf, faultTable, groupsOf, shownOf, spansOf, totalsOf, type Row, type State } from './city';
import { useCityImport, type CityImport } from './useCityImport';

const fault = (row: number, column: string, zh: string) => ({ row, column, code: 'c', zh, en: `en ${zh}` });
const rowOf = (row: number, state: State, faults: string[] = []): Row => ({
  row,
  number: `n${row}`,
  state,
  hasCaller: false,
  faults: faults.map((zh) => fault(row, '诉求类型', zh)),
  notes: [],
});
const rows = [
  rowOf(2, 'faulty', ['空']),
  rowOf(3, 'new'),
  rowOf(4, 'faulty', ['空', '错']),
  rowOf(5, 'faulty', ['空']),
  rowOf(6, 'standing'),
  { ...rowOf(7, 'changed'), notes: [fault(7, '诉求类别', '记为其他')] },
];

describe('what the dry run tells', () => {
  it('counts each kind and shows each alone', () => {
    expect(countsOf(rows)).toEqual({ new: 1, standing: 1, changed: 1, faulty: 3 });
    expect(shownOf(rows, 'all')).toHaveLength(6);
    expect(shownOf(rows, 'faulty').map(({ row }) => row)).toEqual([2, 4, 5]);
    expect(shownOf(rows, 'noted').map(({ row }) => row)).toEqual([7]);
  });

  it('tells the same fault of many rows once, what most have first', () =>
    expect(groupsOf(rows).map(({ zh, rows: of }) => [zh, of])).toEqual([
      ['空', [2, 4, 5]],
      ['错', [4]],
    ]));

  it.each([
    [[2, 4, 5, 6, 9], 9, ['2', '4–6', '9'], 0],
    [[2, 4, 6, 8], 2, ['2', '4'], 2],
    [[2, 3, 4, 9, 10], 1, ['2–4'], 2],
    [[], 3, [], 0],
  ])('rows %j in at most %i parts', (of, most, words, left) => expect(spansOf(of, most)).toEqual({ words, left }));

  it('makes a table of the faults in which nothing is a formula', () => {
    const table = faultTable([rowOf(2, 'faulty', ['=1+1', 'say "x"'])], ['行', '编号', '列', '错误'], false);
    expect(table).toBe(
      '\uFEFF"行","编号","列","错误"\r\n"2","n2","诉求类型","\'=1+1"\r\n"2","n2","诉求类型","say ""x"""\r\n',
    );
    expect(faultTable(rows, [], true)).toContain('en 错');
  });
});

describe('one file from the dry run to its end', () => {
  let scope: EffectScope;
  let city: CityImport;
  const file = new File(['a'], 'a.csv');
  const plan = { fingerprint: 'f', rows: [rowOf(2, 'new'), rowOf(3, 'new')] };
  const line = (row: number, isEnd: boolean) =>
    `${JSON.stringify({ rows: [{ row, number: `n${row}`, outcome: 'received' }], done: row - 1, all: 2, isEnd })}\n`;
  /** The answer of the second request, in pieces as they come. */
  let pieces: ReadableStreamDefaultController<Uint8Array>;
  const asked: string[] = [];

  function begin(): void {
    vi.stubGlobal('fetch', (address: string, { signal }: RequestInit) => {
      asked.push(address);
      if (!address.includes('/application')) return Promise.resolve(Response.json(plan));
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (pieces = controller) });
      signal?.addEventListener('abort', () => pieces.error(new DOMException('stopped', 'AbortError')));
      return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } }));
    });
    scope = effectScope();
    scope.run(() => (city = useCityImport()));
  }
  const come = (text: string) => pieces.enqueue(new TextEncoder().encode(text));
  afterEach(() => {
    scope.stop();
    asked.length = 0;
    vi.unstubAllGlobals();
  });

  it('is run dry, received in pieces however they are cut, and ended', async () => {
    begin();
    await city.choose(file);
    expect([city.phase.value, city.plan.value]).toEqual(['checked', plan]);
    const entering = city.start();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toBe('/api/v1/tickets/city-import/application?fingerprint=f');
    const whole = line(2, false) + line(3, true);
    await vi.waitFor(() => expect(pieces).toBeDefined());
    come(whole.slice(0, 20));
    come(whole.slice(20, whole.length - 5));
    await vi.waitFor(() => expect(city.done.value).toBe(1));
    expect(city.phase.value).toBe('entering');
    come(whole.slice(-5));
    pieces.close();
    await entering;
    expect([city.phase.value, city.done.value, city.totals.value.received]).toEqual(['entered', 2, 2]);
  });

  it('is stopped, keeps what was told, and is run dry again to show what is there', async () => {
    begin();
    await city.choose(file);
    const entering = city.start();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    come(line(2, false));
    await vi.waitFor(() => expect(city.done.value).toBe(1));
    city.cancel();
    await entering;
    expect([city.phase.value, city.totals.value.received, asked.length]).toEqual(['stopped', 1, 3]);
  });

  it('an answer that ends before its end was broken off', async () => {
    begin();
    await city.choose(file);
    const entering = city.start();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    come(line(2, false));
    pieces.close();
    await entering;
    expect(city.phase.value).toBe('broken');
  });

  it('what is refused is said, and can be tried again', async () => {
    begin();
    await city.choose(file);
    vi.stubGlobal('fetch', () =>
      Promise.resolve(
        Response.json(
          { title: 'x', errors: [{ field: '', code: 'changed-meanwhile', message: '变了' }] },
          { status: 409 },
        ),
      ),
    );
    await city.start();
    expect([city.phase.value, city.faults.value.map(({ message }) => message)]).toEqual(['checked', ['变了']]);
  });
});

it('totals are of what was told', () =>
  expect(
    totalsOf([
      { row: 2, outcome: 'received' },
      { row: 3, outcome: 'unsure' },
      { row: 4, outcome: 'received' },
    ]),
  ).toEqual({ received: 2, standing: 0, faulty: 0, refused: 0, unsure: 1 }));
