import { expect, it } from 'vitest';
import { landingOf } from './landing';

const grant = (
  role: 'leadership' | 'programme' | 'street' | 'community' | 'inspector' | 'leadUnit' | 'operator' | 'supervisor',
  place?: string,
) => ({
  role,
  from: '2013-09-26',
  ...(place ? { place } : {}),
});

it.each([
  ['/leader', [grant('leadership')]],
  ['/leader', [grant('street', 's1'), grant('leadership')]],
  ['/streets/s1', [grant('street', 's1'), grant('inspector')]],
  ['/streets', [grant('street', 's1'), grant('street', 's2')]],
  ['/field/inspections', [grant('inspector')]],
  ['/acceptance?list=report', [grant('community', 'c1')]],
  ['/hotline', [grant('operator')]],
  ['/hotline', [grant('supervisor'), grant('street', 's1')]],
  [null, [grant('leadUnit')]],
  [null, [grant('programme'), grant('street', 's1')]],
  [null, []],
])('begins at %s', (to, grants) => expect(landingOf({ grants })).toBe(to));
