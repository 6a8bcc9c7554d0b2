import { expect, test } from 'vitest';
import { swatchOf } from './swatches';

test('a colour is known by its name, however it is written, and by a part of it', () => {
  expect(swatchOf('Pearl Grey')).toBe('#cbcac5');
  expect(swatchOf('navy blue')).toBe(swatchOf('navy'));
  expect(swatchOf('heather grey')).toBe(swatchOf('grey'));
});

test('an unknown colour has no swatch', () => {
  expect(swatchOf('leopard')).toBeNull();
  expect(swatchOf('Tango')).toBeNull();
});
