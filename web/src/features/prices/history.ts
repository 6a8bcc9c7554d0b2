/** Our own boutique among the lines of a price history. */
import type { PriceHistory } from '@/api/types';
import { type Segment, priceAt } from './chart';

/** What the boutique of the item is called among the vendors. */
export const OWN = 'boutique';

export interface Row {
  from: number;
  until: number;
  lowest: number;
  /** Ours, while the piece was for sale here. */
  here: number | undefined;
}

export function ownSegments({ series }: Pick<PriceHistory, 'series'>): readonly Segment[] {
  return series.find(({ vendor }) => vendor === OWN)?.segments ?? [];
}

export function isAloneHere({ series }: Pick<PriceHistory, 'series'>): boolean {
  return series.every(({ vendor }) => vendor === OWN);
}

/** The lowest price of the 30 days before our own reduction, while one is on that is one (directive 98/6/EC). */
export function lowestBeforeOurs({ reductions }: Pick<PriceHistory, 'reductions'>): number | undefined {
  return reductions.find(({ vendor, is_true }) => vendor === OWN && is_true)?.lowest_before ?? undefined;
}

/** The times in which neither the lowest price nor ours moved, the newest first. */
export function tableOf(lowest: readonly Segment[], own: readonly Segment[]): Row[] {
  const moments = [...lowest, ...own].flatMap(({ began_at, ended_at }) =>
    [began_at, ended_at].map(Date.parse),
  );
  const edges = [...new Set(moments)].sort((one, other) => one - other);
  const rows: Row[] = [];
  for (const [index, until] of edges.slice(1).entries()) {
    const from = edges[index] ?? until;
    const within = (from + until) / 2; // an edge belongs to the segments on both of its sides
    const price = priceAt(lowest, within);
    if (price !== undefined) rows.unshift({ from, until, lowest: price, here: priceAt(own, within) });
  }
  return rows;
}
