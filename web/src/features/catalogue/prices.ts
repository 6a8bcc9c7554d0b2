/** The bounds of a price, in minor units, as something to drag: round steps from end to end. */

export interface Bounds {
  lowest: number;
  highest: number;
  step: number;
}

const STEPS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const MOST_STEPS = 60;

/** Round numbers around what is found. */
export function boundsOf({ lowest, highest }: { lowest: number; highest: number }): Bounds {
  const step = STEPS.find((candidate) => (highest - lowest) / candidate <= MOST_STEPS) ?? 1_000_000;
  return { step, lowest: Math.floor(lowest / step) * step, highest: Math.ceil(highest / step) * step };
}

/** What stands in the address for such a range: an end that keeps nothing out is left out. */
export function asked(bounds: Bounds, from: number, to: number): { price_min?: number; price_max?: number } {
  const [low, high] = from <= to ? [from, to] : [to, from];
  return {
    ...(low > bounds.lowest && { price_min: low }),
    ...(high < bounds.highest && { price_max: high }),
  };
}

/** An amount that somebody typed ("49,90", "€ 50") in minor units; undefined when it is none. */
export function amountOf(typed: string, exponent: number): number | undefined {
  const plain = typed.replace(/[^\d.,]/g, '').replace(/[.,](?=\d{3}(\D|$))/g, '');
  const number = Number(plain.replace(',', '.'));
  return plain !== '' && Number.isFinite(number) ? Math.round(number * 10 ** exponent) : undefined;
}
