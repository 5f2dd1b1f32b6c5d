import { afterEach, expect, it, vi } from 'vitest';
import { findTickets, newestFirst, wantedOf } from './finding';
import type { Item } from './tickets';

afterEach(() => vi.unstubAllGlobals());

it('takes a whole phone number for one, and all else for a ticket’s', () => {
  expect(wantedOf(' 1112-0062 ')).toEqual({ by: 'number', number: '1112-0062' });
  expect(wantedOf('１１１２—００６２')).toEqual({ by: 'number', number: '1112-0062' });
  expect(wantedOf('62')).toEqual({ by: 'number', number: '62' });
  expect(wantedOf('138 1234-2046')).toEqual({ by: 'phone', phone: '13812342046' });
  expect(wantedOf('1381234204')).toEqual({ by: 'number', number: '1381234204' });
  expect(wantedOf('  ')).toBeNull();
});

const item = (number: string, at: string) =>
  ({ number, ticket: { intake: { id: number }, received: { at } } }) as unknown as Item;

it('has the newest first', () => {
  const all = [item('a', '2013-11-10T00:00:00Z'), item('b', '2013-11-12T00:00:00+08:00')];
  expect(newestFirst(all).map(({ number }) => number)).toEqual(['b', 'a']);
});

it('looks for a caller without putting anybody on record, and with no number in an address', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${path}`);
    const answer = path.includes('search')
      ? {
          items: [
            { id: 'c1', kind: 'caller' },
            { id: 'v1', kind: 'volunteer' },
          ],
        }
      : { tickets: [item('a', '2013-11-10T00:00:00Z')] };
    return Response.json(answer);
  });
  expect(await findTickets({ by: 'phone', phone: '13812342046' })).toHaveLength(1);
  expect(asked).toEqual(['POST /api/v1/subjects/search', 'GET /api/v1/tickets?caller=c1&limit=50']);
  await findTickets({ by: 'number', number: '1112-0062' });
  expect(asked.at(-1)).toBe('GET /api/v1/tickets?number=1112-0062');
  await findTickets({ by: 'about', row: 'point:p' });
  expect(asked.at(-1)).toBe('GET /api/v1/tickets?about=point%3Ap&limit=50');
  expect(asked.join()).not.toContain('138');
});
