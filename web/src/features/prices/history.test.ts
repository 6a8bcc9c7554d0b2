import { describe, expect, it } from 'vitest';
import type { PriceHistory } from '@/api/types';
import { isAloneHere, lowestBeforeOurs, ownSegments, tableOf } from './history';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00Z`;
const at = (number: number) => Date.parse(day(number));
const segment = (from: number, until: number, price: number) => ({
  began_at: day(from),
  ended_at: day(until),
  price,
});
const series = (vendor: string, segments = [segment(1, 9, 5000)]) => ({
  vendor,
  vendor_title: vendor,
  segments,
  is_now: true,
});

function reduction(changes: Partial<PriceHistory['reductions'][number]>) {
  return {
    vendor: 'boutique',
    vendor_title: 'Lune',
    price: 4000,
    began_at: day(5),
    claimed_before: null,
    lowest_before: 5000,
    covered_days: 30,
    is_true: true,
    ...changes,
  };
}

describe('our own price in the history', () => {
  it('is found among the lines, and is alone where nobody else was seen', () => {
    expect(ownSegments({ series: [series('ebay'), series('boutique', [segment(2, 3, 1)])] })).toEqual([
      segment(2, 3, 1),
    ]);
    expect(ownSegments({ series: [series('ebay')] })).toEqual([]);
    expect(isAloneHere({ series: [] })).toBe(true);
    expect(isAloneHere({ series: [series('boutique')] })).toBe(true);
    expect(isAloneHere({ series: [series('boutique'), series('ebay')] })).toBe(false);
  });

  it('tells the lowest price before a reduction of ours, if it is one', () => {
    expect(lowestBeforeOurs({ reductions: [reduction({ vendor: 'ebay' }), reduction({})] })).toBe(5000);
    expect(lowestBeforeOurs({ reductions: [reduction({ vendor: 'ebay' })] })).toBeUndefined();
    expect(lowestBeforeOurs({ reductions: [reduction({ is_true: false })] })).toBeUndefined();
    expect(
      lowestBeforeOurs({ reductions: [reduction({ lowest_before: null, is_true: null })] }),
    ).toBeUndefined();
  });

  it('stands in the table beside the lowest, with a row for each change of either', () => {
    const lowest = [segment(1, 3, 4000), segment(5, 9, 4500)];
    const own = [segment(2, 3, 5000), segment(5, 7, 5000), segment(7, 9, 4500)];
    expect(tableOf(lowest, own)).toEqual([
      { from: at(7), until: at(9), lowest: 4500, here: 4500 },
      { from: at(5), until: at(7), lowest: 4500, here: 5000 },
      { from: at(2), until: at(3), lowest: 4000, here: 5000 },
      { from: at(1), until: at(2), lowest: 4000, here: undefined },
    ]);
    expect(tableOf(lowest, [])).toHaveLength(2);
    expect(tableOf([], [])).toEqual([]);
  });
});
