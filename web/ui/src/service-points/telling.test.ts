import { createApp, ref } from 'vue';
import { expect, it } from 'vitest';
import { createLanguages } from '../languages/everything';
import { faultOf, useStanding, useTelling } from './telling';

/** What a component's setup makes. */
function within<T>(make: () => T): T {
  const made: T[] = [];
  createApp({
    setup() {
      made.push(make());
      return () => null;
    },
  })
    .use(createLanguages('zh-CN'))
    .mount(document.createElement('div'));
  return made[0] as T;
}

it('says what is wrong with a field until it is edited, and again once it is refused again', async () => {
  const { run, at, standing, edited } = within(() => {
    const telling = useTelling();
    return { ...telling, ...useStanding(() => telling.at('name')) };
  });
  const send = () => Promise.resolve();
  await run(send, [faultOf('name', '必填'), faultOf('phones/0', '不对')]);
  expect(standing.value).toEqual(['必填']);
  expect(at('name')).toBe(at('name'));
  edited();
  expect([standing.value, at('phones')]).toEqual([[], ['不对']]);
  await run(send, [faultOf('name', '必填')]);
  expect(standing.value).toEqual(['必填']);
  expect(await run(send)).toBe(true);
  expect(standing.value).toEqual([]);
});

it('takes another fault for another one', () => {
  const faults = ref<string[]>(['甲']);
  const { standing, edited } = within(() => useStanding(() => faults.value));
  edited();
  faults.value = ['乙'];
  expect(standing.value).toEqual(['乙']);
});
