import { expect, it } from 'vitest';
import { targetOf } from './target';

it.each([
  ['/plan?version=2', '/plan?version=2'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\r\n/elsewhere.example', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('%s leads to %s', (to, path) => expect(targetOf(to)).toBe(path));
