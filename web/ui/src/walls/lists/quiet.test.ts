import { expect, it } from 'vitest';
import { placeCell } from '../../../fixtures/cells';
import { quietPlaces } from './quiet';

const place = (name: string, heard: string | null, due = 3) => ({ ...placeCell([name, 0, due, 0, {}], 0), heard });

it('names places with something due that are silent for more than two weeks, the longest first', () => {
  const places = [
    place('fourteen days', '2013-10-29'),
    place('fifteen days', '2013-10-28'),
    place('never', null),
    place('nothing due', null, 0),
    place('a month', '2013-10-12'),
  ];
  expect(quietPlaces(places, '2013-11-12').map((one) => one.name)).toEqual(
    ['never', 'a month', 'fifteen days'].map((name) => expect.stringContaining(name)),
  );
});
