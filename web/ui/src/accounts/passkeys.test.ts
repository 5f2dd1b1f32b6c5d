import { expect, it } from 'vitest';
import { bytesOf, textOf } from './passkeys';

it.each([[[]], [[0]], [[251, 255]], [[255, 239, 190, 0, 1]]])('bytes %s come back as they went', (bytes) => {
  const text = textOf(Uint8Array.from(bytes).buffer);
  expect(text).not.toMatch(/[+/=]/);
  expect([...bytesOf(text)]).toEqual(bytes);
});
