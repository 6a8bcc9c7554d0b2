import { expect, test } from 'vitest';
import { growthOf, topOf } from './figures';

test('growth needs something to compare with', () => {
  expect(growthOf(150, 100)).toBeCloseTo(0.5);
  expect(growthOf(0, 100)).toBe(-1);
  expect(growthOf(150, 0)).toBeNull();
});

test.each([
  [[], 1],
  [[0, 999], 1000],
  [[1001], 2000],
  [[23_000], 25_000],
  [[51_000], 100_000],
])('the bars of %j end below %d', (amounts, top) => {
  expect(topOf(amounts)).toBe(top);
});
