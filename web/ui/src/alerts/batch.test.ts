import { expect, it } from 'vitest';
import { Problem, Unreachable } from '../http/request';
import { startBatch } from './batch';

const refusal = new Problem(409, '现在不行', '该预警已消除', []);

it('does one after the other, and says of each that was refused why', async () => {
  const told: string[] = [];
  const { batch, whole } = startBatch(['a', 'b', 'c'], (id) => {
    told.push(id);
    if (id === 'b') throw refusal;
    return id === 'c' ? Promise.reject(new Unreachable('/')) : Promise.resolve();
  });
  await whole;
  expect(told).toEqual(['a', 'b', 'c']);
  expect(batch).toEqual({
    total: 3,
    done: ['a'],
    refused: [
      { id: 'b', why: '该预警已消除' },
      { id: 'c', why: null },
    ],
    is: 'over',
  });
});

it('is stopped after the one that is under way', async () => {
  let finish = () => undefined as unknown;
  const { batch, stop, whole } = startBatch(['a', 'b'], () => new Promise((done) => (finish = () => done(null))));
  expect(batch.is).toBe('running');
  stop();
  expect(batch.is).toBe('stopping');
  finish();
  await whole;
  expect(batch).toMatchObject({ done: ['a'], refused: [], is: 'stopped' });
});
