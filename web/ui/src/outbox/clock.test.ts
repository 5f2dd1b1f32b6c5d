import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Unreachable } from '../http/request';
import { clear, draft, server } from './samples';
import { drain } from './sender';
import { put } from './store';

beforeEach(clear);

describe('a clock that was wrong', () => {
  const day = 86_400_000;
  const bodies = async (ahead: number | null, now: number) => {
    await put(draft('a', { start: 1 }, { ahead }), 1);
    const { wire, told } = server({ ahead: now });
    expect(await drain(wire, 0)).toBe('empty');
    return told.map(({ body }) => JSON.parse(body) as object);
  };

  it('is said with what was entered by it, in minutes', async () => {
    expect(await bodies(0, day)).toEqual([{ start: 1, clockMinutes: 1440 }]);
    expect(await bodies(day, 90_000)).toEqual([{ start: 1, clockMinutes: -1438 }]);
  });

  it('is none within ten minutes, in a rehearsal, or where nothing was told by it', async () => {
    expect(await bodies(0, 600_000)).toEqual([{ start: 1 }]);
    expect(await bodies(null, day)).toEqual([{ start: 1 }]);
  });

  it('is looked at before the first try alone: what is tried again is the same', async () => {
    await put(draft('a', {}, { ahead: 0 }), 1);
    let silent = true;
    const { wire, told, mood } = server({
      ahead: day,
      entry: () => {
        if (silent) throw new Unreachable('x');
      },
    });
    await drain(wire, 0);
    [silent, mood.ahead] = [false, 0];
    expect(await drain(wire, 1)).toBe('empty');
    expect(told.map(({ body }) => body)).toEqual(['{"clockMinutes":1440}', '{"clockMinutes":1440}']);
  });
});
