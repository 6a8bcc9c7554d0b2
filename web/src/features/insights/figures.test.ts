import { expect, test } from 'vitest';
import { growthOf, shareOf, topOf } from './figures';

const range = (share: string, low: string, high: string) => `${share} [${low}, ${high}]`;

test('a share of few is told with its bounds, one of many without', () => {
  expect(shareOf({ share: 0.2, low: 0.0567, high: 0.5098, of: 10 }, range)).toBe('20% [6%, 51%]');
  expect(shareOf({ share: 0.2, low: 0.13, high: 0.29, of: 100 }, range)).toBe('20%');
});

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
