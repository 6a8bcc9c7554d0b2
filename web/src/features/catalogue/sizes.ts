/** The order in which people expect sizes: XS to XXL, then numbers, then the rest. */

const LETTERS = ['XXS', 'XS', 'S', 'S/M', 'M', 'M/L', 'L', 'L/XL', 'XL', 'XXL', 'XXXL', '2XL', '3XL', '4XL'];

export function bySize(one: string, other: string): number {
  const [a, b] = [placeOf(one), placeOf(other)];
  return a.group - b.group || a.rank - b.rank || one.localeCompare(other, undefined, { numeric: true });
}

function placeOf(size: string): { group: number; rank: number } {
  const letter = LETTERS.indexOf(size.toUpperCase());
  if (letter >= 0) return { group: 0, rank: letter };
  const number = Number.parseFloat(size.replace(',', '.'));
  return Number.isNaN(number) ? { group: 2, rank: 0 } : { group: 1, rank: number };
}

export interface SizeStock {
  size: string;
  stock: number;
}

/** One entry for each size with what there is of it in all colours; those sold out stay, since they may come again. */
export function sizesOf(variants: readonly SizeStock[]): SizeStock[] {
  const stock = new Map<string, number>();
  for (const { size, stock: pieces } of variants) if (size) stock.set(size, (stock.get(size) ?? 0) + pieces);
  return [...stock]
    .map(([size, pieces]) => ({ size, stock: pieces }))
    .sort((one, other) => bySize(one.size, other.size));
}

/** The size to buy at once: the chosen or the only one, '' where there are none; null where that cannot be said or had. */
export function sizeToBuy(variants: readonly SizeStock[], chosen: string | undefined): string | null {
  const sizes = sizesOf(variants);
  if (sizes.length === 0) return '';
  const [only] = sizes.length === 1 ? sizes : sizes.filter(({ size }) => size === chosen);
  return only && only.stock > 0 ? only.size : null;
}
