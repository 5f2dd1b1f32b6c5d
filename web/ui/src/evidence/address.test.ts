import { expect, it } from 'vitest';
import { evidenceAddress } from './address';

it('leads to what stands behind a figure', () => {
  expect(evidenceAddress('jinshui', { figure: 'owed' })).toBe('/evidence/jinshui?figure=owed');
  expect(evidenceAddress('guojilu', { ring: 'security', figure: 'owed' })).toBe(
    '/evidence/guojilu?ring=security&figure=owed',
  );
  expect(evidenceAddress('jinshui', { to: '2013-11-12', from: '2013-11-11', figure: 'accepted' })).toBe(
    '/evidence/jinshui?figure=accepted&from=2013-11-11&to=2013-11-12',
  );
  expect(evidenceAddress('jinshui', { figure: 'owed', line: 'mediation-rooms' })).toBe(
    '/evidence/jinshui?line=mediation-rooms&figure=owed',
  );
});

it('leads to all of a place without a question, and keeps ids whole', () => {
  expect(evidenceAddress('jinshui')).toBe('/evidence/jinshui');
  expect(evidenceAddress('a/b', { facility: 'x&y' })).toBe('/evidence/a%2Fb?facility=x%26y');
});
