import { expect, test } from 'vitest';
import { bySize, sizeToBuy, sizesOf } from './sizes';

test('sizes stand in the order that people expect', () => {
  const given = ['one size', 'XL', '38', 'M', '9', 'XS', '38.5', 'S/M', 'S', '102', 'XXL', '38,5 W'];
  expect(given.sort(bySize)).toEqual([
    'XS', 'S', 'S/M', 'M', 'XL', 'XXL', '9', '38', '38,5 W', '38.5', '102', 'one size',
  ]); // prettier-ignore
});

test('the stock of a size is that of all its colours, and sold out sizes stay', () => {
  const variants = [
    { size: 'M', stock: 0 },
    { size: 'S', stock: 2 },
    { size: 'S', stock: 1 },
    { size: '', stock: 4 },
  ];
  expect(sizesOf(variants)).toEqual([
    { size: 'S', stock: 3 },
    { size: 'M', stock: 0 },
  ]);
});

test('what is bought at once is the chosen or the only size that is there', () => {
  const two = [
    { size: 'S', stock: 2 },
    { size: 'M', stock: 0 },
  ];
  expect(sizeToBuy(two, 'S')).toBe('S');
  expect(sizeToBuy(two, 'M')).toBeNull();
  expect(sizeToBuy(two, undefined)).toBeNull();
  expect(sizeToBuy([{ size: '38', stock: 1 }], undefined)).toBe('38');
  expect(sizeToBuy([{ size: '38', stock: 0 }], '38')).toBeNull();
  expect(sizeToBuy([], undefined)).toBe('');
});
