import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, end, find, json, key, open, path, press, row, seen, server, told } from './deskSample';
import { listed, promise } from './samples';

// No wall is watched in a test.
vi.mock('./useCurve', async () => {
  const { ref } = await import('vue');
  const { Picture } = await import('../walls/picture');
  return { useCurve: () => ({ picture: new Picture(), forbidden: ref(false), isDrawn: ref(false) }) };
});

beforeEach(begin);
afterEach(end);

it('groups by street with who answers there, and reads the worst of it beside', async () => {
  await open();
  expect((await seen('street-s1')).textContent).toContain('大石桥街道');
  await vi.waitFor(() => expect(find('street-s1')?.textContent).toContain('周红'));
  expect(find('street-s2')?.textContent).toContain('未录责任人');
  const words = find('alert-a')?.textContent ?? '';
  for (const one of [
    '滞后',
    '综治工作站·第二批',
    '区综治办 张素彩',
    '落后 1 项',
    '逾期 12 天',
    '未确认',
    '2 天后报牵头单位',
    '8个工作日',
  ])
    expect(words).toContain(one);
  expect(find('alert')?.textContent).toContain('大石桥街道');
  expect(find('rung-leadUnit')?.textContent).toContain('11月14日 09:00');
});

it('goes by keyboard from row to row, and one key acknowledges the one that is read', async () => {
  await open();
  await seen('alert-a');
  press('ArrowDown');
  press('ArrowDown');
  expect(document.activeElement).toBe(row('b'));
  await vi.waitFor(() => expect(find('alert')?.textContent).toContain('花园路街道'));
  press('c');
  await seen('promise');
  find<HTMLInputElement>('reason-money')?.click();
  await nextTick();
  server.answers[`${path}/b/acknowledgement`] = () => {
    server.alerts = server.alerts.map((one) => (one.alert.id === 'b' ? listed({ ...one.alert, promise }, 3) : one));
    return json({ stream: 'alert:b', version: 2, recordedAt: '2013-11-12T06:32:08Z' })();
  };
  find('confirm-do')
    ?.closest('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('alert-b')?.textContent).toContain('已确认·承诺'));
  expect(told[0]?.body).toEqual({ on: '2013-11-19', reason: 'money' });
  expect(find('said')?.textContent).toBe('花园路街道·综治工作站·第二批：已确认，承诺 11月19日 前完成');
  await vi.waitFor(() => expect(document.activeElement).toBe(row('b')));
});

it('acknowledges several, one command each with a key of its own, and says at the row what was refused', async () => {
  server.answers[`${path}/a/acknowledgement`] = json({
    stream: 'alert:a',
    version: 2,
    recordedAt: '2013-11-12T06:32:08Z',
  });
  server.answers[`${path}/b/acknowledgement`] = json({ title: '现在不行', detail: '该预警已消除', errors: [] }, 409);
  await open();
  await seen('alert-a');
  press('ArrowDown');
  press('x');
  press('ArrowDown');
  await vi.waitFor(() => expect(find('alert-b')?.className).toContain('chosen'));
  press('x');
  await vi.waitFor(() => expect(find('acknowledge-many')?.textContent).toContain('2'));
  find('acknowledge-many')?.click();
  // Why they slipped is somebody's word: none is chosen beforehand.
  expect((await seen<HTMLButtonElement>('confirm-do')).disabled).toBe(true);
  find<HTMLInputElement>('reason-rooms')?.click();
  await nextTick();
  (await seen('confirm-do')).closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(find('batch')?.textContent).toContain('已确认 1 条'));
  expect(told.map((one) => one.path)).toEqual([`${path}/a/acknowledgement`, `${path}/b/acknowledgement`]);
  expect(new Set(told.map((one) => one.key)).size).toBe(2);
  expect(find('alert-b')?.textContent).toContain('该预警已消除');
  expect(find('alert-a')?.textContent).not.toContain('该预警已消除');
});

it('what is new does not move what is read until it is asked for', async () => {
  await open();
  await seen('alert-a');
  const worse = listed({ id: 'c', key: key('s2', 'c') });
  server.alerts = [
    ...server.alerts,
    { ...worse, alert: { ...worse.alert, facts: { ...worse.alert.facts, level: 'missed' } } },
  ];
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await seen('moved')).textContent).toContain('多 1 条');
  expect(find('alert-c')).toBeNull();
  press('r');
  await seen('alert-c');
  expect(document.querySelector('[data-testid^="street-"]')).toBe(find('street-s2'));
  expect(find('moved')).toBeNull();
});

it('puts together what several grants let one read, and offers all of it', async () => {
  server.answers['/api/v1/session'] = json({
    account: 'wang',
    permissions: ['read'],
    grants: [
      { role: 'street', place: 's1' },
      { role: 'street', place: 's2' },
    ],
  });
  const asked: string[] = [];
  server.onAsked = (address) => {
    if (address.startsWith(`${path}?`)) asked.push(new URLSearchParams(address.split('?')[1]).get('place') ?? '');
  };
  await open();
  await seen('alert-a');
  await seen('alert-b');
  expect(asked).toEqual(expect.arrayContaining(['s1', 's2']));
  expect(find('handling-all')?.textContent).toContain('2');
  expect(document.body.textContent).not.toContain('选择');
});
