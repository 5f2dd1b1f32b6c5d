import { expect, it } from 'vitest';
import { lacksOf } from './lacks';
import { listing, point } from './samples';

it('names what nobody has written down, offices first', () => {
  expect(lacksOf(point())).toEqual(['inCharge', 'licences', 'staff', 'address', 'phones', 'hours', 'services']);
  const record = { inCharge: 'n1', licences: [{ name: '执照' }], staff: 0 };
  const told = { address: '1 号', phones: [{ number: '1', type: 'landline' as const }], hours: '24/7' };
  expect(lacksOf(point({ listing: listing(told) }, { record }))).toEqual(['services']);
});

it('tells nothing of what this person may not know', () => {
  const open = { ...point() };
  delete open.office;
  expect(lacksOf(open)).toEqual([]);
});
