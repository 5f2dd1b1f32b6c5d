import { createApp, type App, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, expect, it, vi } from 'vitest';
import type { Desk } from '../alerts/desk';
import { createLanguages } from '../languages/everything';
import { sample } from './assigned/samples';
import TicketFacts from './assigned/TicketFacts.vue';
import TicketSaid from './TicketSaid.vue';

vi.stubGlobal('fetch', async () => Response.json({}, { status: 404 }));
const desk = { today: '2013-11-12', places: [], lines: [], grants: [] } as unknown as Desk;
let app: App | null = null;
afterEach(() => app?.unmount());

async function show(component: Component, props: Record<string, unknown>): Promise<HTMLElement> {
  document.body.replaceChildren(Object.assign(document.createElement('div'), { id: 'app' }));
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component }] });
  app = createApp(component, { desk, categories: [], target: null, near: [], now: 0, ...props });
  app.use(router).use(createLanguages('zh-CN')).mount('#app');
  return document.body;
}
const shownOf = (change: Parameters<typeof sample>[0]) => ({
  ticket: sample({ children: [], late: [], returns: 0, ...change }),
  number: '1112-0001',
  words: {},
});
const of = (page: HTMLElement, id: string) => page.querySelector(`[data-testid=${id}]`)?.textContent?.trim();

it.each([
  ['the console', TicketSaid],
  ['its unit', TicketFacts],
])("%s reads the city's number and the city's limit of a ticket of the city's", async (_, component) => {
  const intake = { ...sample().intake, source: 'city' as const };
  const city = { number: 'S2013-77', deadline: '2013-11-30T16:00:00Z' };
  const page = await show(component, { shown: shownOf({ intake: { ...intake, city } }) });
  expect([of(page, 'city-number'), of(page, 'city-limit')]).toEqual(['S2013-77', '11月30日 24:00 前']);

  app?.unmount();
  const own = await show(component, { shown: shownOf({ intake: { ...intake, source: 'phone' } }) });
  expect([of(own, 'city-number'), of(own, 'city-limit')]).toEqual([undefined, undefined]);
});
