/** Files that may be photos, whatever the browser calls them. */
import { expect, test } from 'vitest';
import { PHOTO_FILES, isPhoto } from './photoKinds';

test.each([
  ['image/jpeg', 'dress.jpg', true],
  ['image/heic', 'IMG_0001.HEIC', true],
  ['image/avif', 'dress.avif', true],
  ['', 'IMG_0001.HEIC', true],
  ['', 'dress.avif', true],
  ['image/gif', 'dress.heic', false],
  ['image/svg+xml', 'dress.svg', false],
  ['', 'dress', false],
  ['', 'heic', false],
  ['application/pdf', 'dress.pdf', false],
])('%s as %s', (type, name, isTaken) => {
  expect(isPhoto({ type, name })).toBe(isTaken);
});

test('the picker offers files that have an ending but no type', () => {
  expect(PHOTO_FILES.split(',')).toEqual(expect.arrayContaining(['image/heic', '.heic', 'image/jpeg']));
});
