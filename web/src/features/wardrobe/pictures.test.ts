import { expect, test } from 'vitest';
import { pictureOf } from './pictures';

const signed = (path: string, signature: string) => ({
  url: `${path}?signature=${signature}`,
  srcset: `${path}?signature=${signature} 640w`,
  colour: '#c0ffee',
  blurhash: null,
});

test('a picture keeps the address it came with while that holds', () => {
  const first = pictureOf(signed('/media/a.webp', 'one'), 0);
  expect(first.image_url).toBe('/media/a.webp?signature=one');
  const again = pictureOf(signed('/media/a.webp', 'two'), 200_000);
  expect(again.image_url).toBe(first.image_url);
  expect(again.image_srcset).toBe(first.image_srcset);
});

test('an address that no longer holds makes room for the next', () => {
  pictureOf(signed('/media/b.webp', 'one'), 0);
  expect(pictureOf(signed('/media/b.webp', 'two'), 240_000).image_url).toContain('two');
});

test('what is not signed stays as it came', () => {
  const bought = { url: '/media/shop.webp', srcset: null, colour: null, blurhash: null };
  expect(pictureOf(bought, 0).image_url).toBe('/media/shop.webp');
  expect(pictureOf({ ...bought, url: null }, 0).image_url).toBeNull();
});
