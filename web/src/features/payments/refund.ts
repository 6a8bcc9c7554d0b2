/** What is given back for a parcel: all that is left, some of its pieces, or a sum. */
import type { OrderPiece, RefundAsk } from '@/api/types';
import { amountOf } from '@/lib/amount';

export const KINDS = ['all', 'pieces', 'sum'] as const;

export type Kind = (typeof KINDS)[number];

/** One piece of a line: a line of three is three of these, as pieces come back one by one. */
export interface PieceToRefund {
  key: string;
  lineId: string;
  label: string;
  price: number;
}

export function piecesOf(lines: readonly OrderPiece[]): PieceToRefund[] {
  return lines.flatMap(({ id, title, size, colour, quantity, price }) =>
    Array.from({ length: quantity }, (_, place) => ({
      key: `${id} ${place}`,
      lineId: id,
      label: [title, size, colour].filter(Boolean).join(' · '),
      price: price.amount,
    })),
  );
}

export function priceOf(pieces: readonly PieceToRefund[], ticked: ReadonlySet<string>): number {
  return pieces.reduce((sum, { key, price }) => sum + (ticked.has(key) ? price : 0), 0);
}

interface Filled {
  kind: Kind;
  sum: string;
  currency: string;
  pieces: readonly PieceToRefund[];
  ticked: ReadonlySet<string>;
}

/** What to ask the shop for; null while something is missing. */
export function askOf({ kind, sum, currency, pieces, ticked }: Filled): Omit<RefundAsk, 'reason'> | null {
  if (kind === 'all') return {};
  if (kind === 'sum') {
    const amount = amountOf(sum, currency);
    return amount === null ? null : { amount };
  }
  const counts = new Map<string, number>();
  for (const { key, lineId } of pieces)
    if (ticked.has(key)) counts.set(lineId, (counts.get(lineId) ?? 0) + 1);
  if (counts.size === 0) return null;
  return { lines: [...counts].map(([line_id, quantity]) => ({ line_id, quantity })) };
}
