import { describe, expect, it } from 'vitest';
import { areaPath, changeFrom, priceAt, roundedTarget, runsOf, scaleFor, stepPath, ticksFor } from './chart';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00Z`;
const at = (number: number) => Date.parse(day(number));
const SEGMENTS = [
  { began_at: day(1), ended_at: day(3), price: 5000 },
  { began_at: day(3), ended_at: day(5), price: 4000 },
  { began_at: day(8), ended_at: day(9), price: 6000 },
];
const FRAME = { width: 100, height: 60, left: 0, right: 0, top: 0, bottom: 0 };

describe('a price chart', () => {
  it('has round ticks that cover all prices', () => {
    for (const prices of [[4990], [4990, 5210], [100, 99_900], [0, 1], [25_000, 31_000, 29_990]]) {
      const ticks = ticksFor(prices);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(8);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(...prices));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...prices));
    }
  });

  it('goes in steps and leaves gaps open', () => {
    const scale = scaleFor([4000, 6000], at(1), at(9), FRAME);
    const path = stepPath(SEGMENTS, scale);
    expect(runsOf(SEGMENTS).map((run) => run.length)).toEqual([2, 1]);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path.match(/V/g)).toHaveLength(1);
    expect(path).not.toMatch(/[LCQ]/);
    expect(areaPath(SEGMENTS, scale, 60).match(/V60/g)).toHaveLength(2);
  });

  it('knows the price at a moment, the new one on that of a change, and none in a gap', () => {
    expect(priceAt(SEGMENTS, at(2))).toBe(5000);
    expect(priceAt(SEGMENTS, at(3))).toBe(4000);
    expect(priceAt(SEGMENTS, at(6))).toBeUndefined();
  });

  it('goes from change to change with the keys, and stays at the ends', () => {
    expect(changeFrom(SEGMENTS, at(1), 1)).toBe(at(3));
    expect(changeFrom(SEGMENTS, at(8), -1)).toBe(at(3));
    expect(changeFrom(SEGMENTS, at(9), 1)).toBe(at(9));
    expect(changeFrom(SEGMENTS, at(1), -1)).toBe(at(1));
  });

  it('turns a place into a price and back', () => {
    const scale = scaleFor([4000, 6000], at(1), at(9), FRAME);
    expect(scale.priceAt(scale.y(4500))).toBeCloseTo(4500);
    expect(scale.momentAt(scale.x(at(4)))).toBeCloseTo(at(4));
  });

  it('offers targets that people name', () => {
    expect(roundedTarget(4512.3, 2)).toBe(4500);
    expect(roundedTarget(1234, 2)).toBe(1250);
    expect(roundedTarget(3, 2)).toBe(50);
    expect(roundedTarget(4512, 0)).toBe(4512);
  });
});
