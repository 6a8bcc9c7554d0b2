import { expect, test } from 'vitest';
import { askOf, piecesOf, priceOf } from './refund';

const line = (id: string, quantity: number, amount: number) => ({
  id,
  item_id: 1,
  title: `Coat ${id}`,
  brand: 'Maren',
  size: 'M',
  colour: '',
  image_url: '',
  quantity,
  price: { amount, currency: 'EUR' },
  total: { amount: amount * quantity, currency: 'EUR' },
});

const pieces = piecesOf([line('a', 2, 4990), line('b', 1, 1200)]);

test('a line of two is two pieces, each of which can come back alone', () => {
  expect(pieces.map(({ label }) => label)).toEqual(['Coat a · M', 'Coat a · M', 'Coat b · M']);
  const ticked = new Set(['a 1', 'b 0']);
  expect(priceOf(pieces, ticked)).toBe(6190);
  const asked = askOf({ kind: 'pieces', sum: '', currency: 'EUR', pieces, ticked });
  expect(asked).toEqual({
    lines: [
      { line_id: 'a', quantity: 1 },
      { line_id: 'b', quantity: 1 },
    ],
  });
});

test.each([
  ['all', '', {}],
  ['sum', '12,50', { amount: 1250 }],
  ['sum', '', null],
  ['sum', 'much', null],
  ['pieces', '', null],
] as const)('%s with "%s" asks for %o', (kind, sum, asked) => {
  expect(askOf({ kind, sum, currency: 'EUR', pieces, ticked: new Set() })).toEqual(asked);
});
