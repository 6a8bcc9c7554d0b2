/** What goes back of an order, and how far it is. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { OrderPiece, RefundedLine } from '@/api/types';
import { refundsQuery } from '@/features/payments/payments';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';
import { Part } from '@/ui/Part';

interface Props {
  orderId: string;
  pieces: readonly OrderPiece[];
}

export function RefundsPart({ orderId, pieces }: Props) {
  const texts = useOrderTexts();
  const { data } = useQuery(refundsQuery(orderId));
  if (!data?.length) return null;
  return (
    <Part title={texts.refunds}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {data.map(({ id, amount, state, reason, lines }) => (
          <li key={id}>
            <b>{formatMoney(amount)}</b>
            {` · ${texts.refundStates[state]}`}
            {lines.length > 0 && (
              <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>{namesOf(lines, pieces)}</Box>
            )}
            {reason && (
              <Box sx={{ typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {reason}
              </Box>
            )}
          </li>
        ))}
      </Box>
    </Part>
  );
}

/** Which pieces it is for: "2 × Linen shirt, Wool coat". */
function namesOf(lines: readonly RefundedLine[], pieces: readonly OrderPiece[]): string {
  const titles = new Map(pieces.map(({ id, title }) => [id, title]));
  return lines
    .map(({ line_id, quantity }) => `${quantity > 1 ? `${quantity} × ` : ''}${titles.get(line_id) ?? ''}`)
    .join(', ');
}
