import 'fake-indexeddb/auto';
import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../../accounts/session';
import { entries } from '../../outbox/outbox';
import { keep, kept } from '../../outbox/kept';
import { clear } from '../../outbox/samples';
import { readAll } from '../../outbox/store';
import { forgetWho } from '../../outbox/who';
import { begin, end, json, open, server } from '../deskSample';
import { view } from './samples';
import { useSite } from './useSite';

/** Whoever the server says is signed in; each inspects the same facility. */
let account = 'me';
let site: ReturnType<typeof useSite>;

const signsIn = (other: string) => {
  account = other;
  session.value = null;
};

beforeEach(async () => {
  begin(['verify']);
  account = 'me';
  await clear();
  await forgetWho();
  session.value = null;
  server.answers['/api/v1/session'] = () => json({ account, displayName: account, permissions: [], grants: [] })();
  server.answers['/api/v1/inspections'] = json({ items: [{ facility: 'f1' }] });
  server.answers['/api/v1/facilities/f1/acceptance'] = json(view);
  await show();
});
afterEach(end);

async function show(): Promise<void> {
  const page = { setup: () => ((site = useSite('f1')), () => null) };
  await open(page, '/field/inspections/f1');
  await vi.waitFor(() => expect(site.state.value).toBe('fresh'));
}

it('a draft, when it was saved and the readied form are of the account that is signed in, and change with it', async () => {
  await site.change('rooms', { defect: '我的草稿' });
  expect(site.draft.value?.items.rooms?.defect).toBe('我的草稿');
  await keep('draft/you/f1', { round: 1, items: {}, cards: {}, position: null, verdict: null, at: 5 }, 'you', 5);

  signsIn('you');
  await site.refresh();
  expect(site.list.value?.account).toBe('you');
  expect(site.draft.value?.items.rooms).toBeUndefined();
  expect(site.savedAt.value).toBe(5);
  expect((await kept('draft/me/f1'))?.value).toMatchObject({ items: { rooms: { defect: '我的草稿' } } });

  signsIn('me');
  await site.refresh();
  expect(site.draft.value?.items.rooms?.defect).toBe('我的草稿');
});

it('what was readied for another account is not shown, also before the server has answered for this one', async () => {
  await site.change('rooms', { defect: '我的草稿' });
  end();
  begin(['verify']);
  signsIn('you');
  server.answers['/api/v1/session'] = () => json({ account, permissions: [], grants: [] })();
  server.answers['/api/v1/inspections'] = () => Promise.reject(new TypeError('no network'));
  const page = { setup: () => ((site = useSite('f1')), () => null) };
  await open(page, '/field/inspections/f1');
  await vi.waitFor(() => expect(site.state.value).toBe('missing'));
  expect([site.list.value, site.draft.value, site.savedAt.value]).toEqual([null, null, null]);
});

it('what was about to be entered is entered by whoever wrote it, and the same words of another are entered too', async () => {
  const whole = { score: 38, met: true, defect: '缺血压计 1 台' };
  await site.change('rooms', whole);
  signsIn('you');
  await site.refresh();
  await nextTick();
  expect((await readAll()).entries.map(({ owner, slot }) => [owner, slot])).toEqual([['me', 'finding:rooms']]);
  expect(entries.value).toEqual([]);

  await site.change('rooms', whole);
  await site.entering.flush();
  expect((await readAll()).entries.map(({ owner }) => owner)).toEqual(['me', 'you']);
});

it('whoever signs out elsewhere sees nothing of it', async () => {
  server.answers['/api/v1/session'] = json({ permissions: [], grants: [] });
  await site.refresh();
  expect([site.state.value, site.list.value, site.draft.value]).toEqual(['signedOut', null, null]);
});
