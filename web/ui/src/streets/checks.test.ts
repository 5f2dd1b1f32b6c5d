import { expect, it } from 'vitest';
import { flawOf } from './checks';
import { head, view } from './samples';

const flaw = (of: ReturnType<typeof view> | null, photosAsked: number | null = null, me = 'account:li') =>
  flawOf({ head: head(), view: of, photosAsked }, me);

it('passes complete records alone, and names what is wrong with the others', () => {
  expect(flaw(view())).toBeNull();
  expect(flaw(view(2), 2)).toBeNull();
  expect(flaw(view(2), 3)).toBe('photos');
  expect(flaw(view(0))).toBe('photos');
  expect(flaw(view(2, 'account:zhou', ' '))).toBe('note');
  expect(flaw(null)).toBe('unread');
  expect(flaw({ ...view(), waits: 'plan' })).toBe('over');
});

it('lets nobody pass what they sent', () => {
  expect(flaw(view(2, 'account:li'))).toBe('own');
});
