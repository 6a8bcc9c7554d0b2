import { expect, test } from 'vitest';
import { bySize, sizesOf } from './sizes';

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
