import { expect, it } from 'vitest';
import { placeCell } from '../../../fixtures/cells';
import { silentPlaces } from './silent';

const place = (name: string, silentSince: string | null) => ({
  ...placeCell([name, 0, 3, 0, {}], 0),
  shortName: name,
  silentSince,
});

it('names silent places, the longest silent first', () => {
  const places = [place('b', '2013-10-20'), place('heard', null), place('a', '2013-10-12')];
  expect(silentPlaces(places).map((one) => one.shortName)).toEqual(['a', 'b']);
});
