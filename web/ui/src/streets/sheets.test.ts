import { expect, it } from 'vitest';
import { chosenFirst, type Row } from './sheets';

const row = (more: Partial<Row>): Row => ({
  row: 2,
  name: '设施',
  on: '2013-11-12',
  hasMoved: false,
  state: 'changed',
  faults: [],
  ...more,
});

it('chooses beforehand what changes and nobody reported meanwhile', () => {
  const rows = [
    row({}),
    row({ row: 3, hasMoved: true }),
    row({ row: 4, state: 'faulty' }),
    row({ row: 5, state: 'unchanged' }),
  ];
  expect([...chosenFirst(rows)]).toEqual([2]);
});
