import { afterEach, expect, it, vi } from 'vitest';
import { fitted, maxBytes, shrink } from './shrink';

afterEach(() => vi.unstubAllGlobals());

const cannotOpen = () => vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no picture')));

it('a picture fits into 1600 pixels and is never made larger', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 });
  expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
  expect(fitted(8000, 2)).toEqual({ width: 1600, height: 1 });
});

it('what the browser cannot open is sent as it is where the server may take it', async () => {
  cannotOpen();
  const file = new File(['?'], 'a.jpg', { type: 'image/jpeg' });
  expect(await shrink(file)).toBe(file);
});

it('what neither can open, or is too large for it, is said at once', async () => {
  cannotOpen();
  expect(await shrink(new File(['?'], 'a.heic', { type: 'image/heic' }))).toBe('unreadable');
  expect(await shrink(new File([new Uint8Array(maxBytes + 1)], 'a.png', { type: 'image/png' }))).toBe('tooLarge');
});
