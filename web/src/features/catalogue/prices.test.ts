import { expect, test } from 'vitest';
import { amountOf, asked, boundsOf } from './prices';

test('bounds are round numbers around what is found', () => {
  expect(boundsOf({ lowest: 1_990, highest: 47_500 })).toEqual({
    lowest: 1_000,
    highest: 48_000,
    step: 1_000,
  });
  expect(boundsOf({ lowest: 4_900, highest: 4_900 })).toEqual({ lowest: 4_900, highest: 4_900, step: 100 });
});

test('an end that keeps nothing out is not asked for', () => {
  const bounds = { lowest: 1_000, highest: 48_000, step: 1_000 };
  expect(asked(bounds, 1_000, 48_000)).toEqual({});
  expect(asked(bounds, 5_000, 48_000)).toEqual({ price_min: 5_000 });
  expect(asked(bounds, 9_000, 2_000)).toEqual({ price_min: 2_000, price_max: 9_000 });
});

test.each([
  ['49,90', 2, 4_990],
  ['€ 50', 2, 5_000],
  ['1.200', 2, 120_000],
  ['1,200.50', 2, 120_050],
  ['4900', 0, 4_900],
  ['cheap', 2, undefined],
  ['', 2, undefined],
])('%s is %s', (typed, exponent, expected) => {
  expect(amountOf(typed, exponent)).toBe(expected);
});
