import { expect, test } from 'vitest';
import { formatMoney } from './money';

test.each([
  [4900, 'EUR', '€49'],
  [4950, 'EUR', '€49.50'],
  [4900, 'JPY', '¥4,900'],
  [4900, 'KWD', 'KWD 4.900'],
  [0, 'USD', '$0'],
])('%i minor units of %s are %s', (amount, currency, expected) => {
  expect(formatMoney({ amount, currency }, 'en-US').replace('\u00a0', ' ')).toBe(expected);
});
