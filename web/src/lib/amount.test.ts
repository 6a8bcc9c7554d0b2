import { expect, test } from 'vitest';
import { amountOf } from './amount';

test.each([
  ['19.90', 'EUR', 1990],
  [' 19,9 ', 'EUR', 1990],
  ['500', 'JPY', 500],
  ['', 'EUR', null],
  ['0', 'EUR', null],
  ['-3', 'EUR', null],
  ['ten', 'EUR', null],
])('"%s" in %s is %s', (typed, currency, expected) => {
  expect(amountOf(typed, currency)).toBe(expected);
});
