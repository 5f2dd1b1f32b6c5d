import { effectScope, ref } from 'vue';
import { afterEach, expect, it, vi } from 'vitest';
import { read } from '../http/request';
import type { ActivityItem, Stage } from './api';
import { item } from './samples';
import { useTeamRecords } from './useTeamRecords';

vi.mock('../http/request', () => ({ read: vi.fn() }));
const asked = vi.mocked(read) as unknown as ReturnType<typeof vi.fn>;
afterEach(() => asked.mockReset());

const idsOf = (items: readonly ActivityItem[]) => items.map(({ activity }) => activity.log.id);
const settled = () => new Promise((resolve) => setTimeout(resolve));

function open(readied: ActivityItem[], stage = ref<Stage | null>(null)) {
  const page = effectScope().run(() =>
    useTeamRecords(
      () => ({ team: 't', stage: stage.value }),
      () => readied,
    ),
  );
  if (!page) throw new Error('no scope');
  return page;
}

it('pages follow the cursor, and a record that moved between two pages is there once', async () => {
  asked.mockResolvedValueOnce({ items: [item('a', 'complete'), item('b', 'complete')], next: { key: 'k', row: 'b' } });
  asked.mockResolvedValueOnce({ items: [item('b', 'complete'), item('c', 'complete')] });
  const page = open([]);
  await settled();
  expect(page.hasMore.value).toBe(true);
  await page.more();
  expect(idsOf(page.items.value)).toEqual(['a', 'b', 'c']);
  expect(page.hasMore.value).toBe(false);
  expect(asked.mock.calls[1]?.[1].query).toMatchObject({ afterKey: 'k', afterRow: 'b' });
});

it('without the server those readied are shown, of the stage that is chosen', async () => {
  asked.mockRejectedValue(new Error('no network'));
  const page = open([item('a', 'complete'), item('b', 'returned')], ref('returned'));
  await settled();
  expect([page.state.value, idsOf(page.items.value)]).toEqual(['failed', ['b']]);
});

it('what answers late to an earlier choice is not shown', async () => {
  let answer: (page: unknown) => void = () => undefined;
  asked.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  asked.mockResolvedValueOnce({ items: [item('b', 'returned')] });
  const stage = ref<Stage | null>(null);
  const page = open([], stage);
  stage.value = 'returned';
  await settled();
  answer({ items: [item('a', 'complete')] });
  await settled();
  expect(idsOf(page.items.value)).toEqual(['b']);
});
