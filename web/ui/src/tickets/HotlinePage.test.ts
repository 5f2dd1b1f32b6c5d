import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { at, begin, end, language, leave, open, press, server, type } from './hotlineSample';

beforeEach(begin);
afterEach(end);

it('is not open to others, and says when the queue is empty', async () => {
  await open();
  expect(at('queue-empty').textContent).toContain('队列是空的');
  leave();
  server.answers['GET session'] = { account: 'a1', grants: [], permissions: ['read'] };
  await open();
  expect(at('hotline-barred').textContent).toContain('受理台不对您开放');
});

it('says that the queue stands still, and how long', async () => {
  await open();
  server.answers['GET tickets/queue'] = 500;
  await vi.advanceTimersByTimeAsync(9_000);
  expect(at('queue-stale').textContent).toMatch(/已 [89] 秒/);
});

it('records a caller once the number is whole, masks it, and keeps the rest of the draft', async () => {
  await open();
  expect(document.activeElement).toBe(at('phone'));
  await type('phone', '1381234204');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.asked.some(({ what }) => what === 'POST subjects')).toBe(false);
  await type('phone', '13812342046');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(at('masked').textContent).toBe('来电 138****46');
  expect(at<HTMLInputElement>('phone').value).toBe('138****46');

  // Typed behind the mask it is the first digit of another number.
  const field = at<HTMLInputElement>('phone');
  field.value = '138****461';
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: '1' }));
  await nextTick();
  expect([field.value, at('masked').textContent]).toEqual(['1', '未登记来电人']);
  await type('phone', '13812342046');
  await vi.advanceTimersByTimeAsync(1_000);

  await type('matter', '多收 60 元');
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/13812342046|多收/);
  await vi.advanceTimersByTimeAsync(1_000);
  const kept = server.asked.findLast(({ what }) => what === 'PUT tickets/drafts/…')?.body['data'];
  expect(kept).toMatchObject({ matter: '多收 60 元', caller: 'c1', phone: '13812342046' });
  expect(at('kept').textContent).toContain('草稿已保存');
});

it('says all that is missing and sends nothing', async () => {
  await open();
  await press('s', { ctrlKey: true });
  const faults = [...document.querySelectorAll('[data-testid=fault]')].map(({ textContent }) => textContent);
  expect(faults).toEqual(['请写明诉求', '请选择对象：设施、服务点、社区或街道', '请选择类别']);
  expect(server.asked.some(({ what }) => what === 'POST tickets')).toBe(false);
});

const faults = () =>
  [...document.querySelectorAll('[data-testid=fault]')].map(({ textContent }) => textContent?.trim());

it('says what is wrong until it is answered, in the language of the page, and nothing of it to the next caller', async () => {
  await open();
  await type('matter', '多收 60 元');
  await press('Enter', { ctrlKey: true });
  expect(faults()).toEqual(['请选择对象：设施、服务点、社区或街道', '请选择类别', '请选择派往哪个单位']);
  expect(document.activeElement).toBe(at('place-search'));
  language().value = 'en';
  await nextTick();
  expect(faults()[1]).toBe('Choose a category');
  language().value = 'zh-CN';
  await nextTick();

  at('chip-charges').focus();
  await press('1');
  const unit = at<HTMLSelectElement>('unit');
  unit.value = 's';
  unit.dispatchEvent(new Event('change', { bubbles: true }));
  await nextTick();
  expect(faults()).toEqual(['请选择对象：设施、服务点、社区或街道']);
  await press('F2');
  expect(faults()).toEqual([]);
});

it('says what the server refused until that is changed, and goes to it', async () => {
  server.answers['GET tickets/drafts'] = {
    items: [
      {
        id: 'd1',
        version: 1,
        changed: '2013-11-12T06:32:00Z',
        data: {
          ticket: 't1',
          matter: '多收 60 元',
          category: 'charges',
          target: { row: 'place:s', name: '街道', street: 's', where: '' },
        },
      },
    ],
  };
  server.answers['POST tickets'] = [{ field: 'category', code: 'unknown', message: '没有这个类别' }];
  await open();
  await press('s', { ctrlKey: true });
  await vi.advanceTimersByTimeAsync(50);
  expect(faults()).toEqual(['没有这个类别']);
  expect(document.activeElement).toBe(at('chip-charges'));
  await type('matter', '多收 80 元');
  expect(faults()).toEqual(['没有这个类别']);
  at('chip-other').click();
  await nextTick();
  expect(faults()).toEqual([]);
});

it('keeps to each call the answer that was begun in it', async () => {
  await open();
  await type('matter', '问营业时间');
  await press('a', { altKey: true, code: 'KeyA' });
  await type('answer', '九点开门');
  await press('F2');
  expect(document.querySelector('[data-testid=answering]')).toBeNull();
  document.querySelector<HTMLElement>('[data-held]')?.click();
  await nextTick();
  expect(at<HTMLTextAreaElement>('answer').value).toBe('九点开门');
  expect(document.activeElement).toBe(at('phone'));
});

it('holds a call for the next one, and asks once before it gives one up', async () => {
  await open();
  await type('matter', '路灯不亮');
  await press('F2');
  expect(at('held').textContent).toContain('路灯不亮');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');

  await type('matter', '第二件');
  await press('Escape');
  expect(at('discard').textContent).toContain('再按一次放弃');
  await press('a');
  expect(at('discard').textContent).toContain('放弃草稿');
  await press('Escape');
  await press('Escape');
  expect(at<HTMLTextAreaElement>('matter').value).toBe('');
  expect(at('held').textContent).toContain('路灯不亮');
});
