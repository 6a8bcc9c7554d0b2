/** What goes back of an order, and how far it is. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { refundsQuery } from '@/features/payments/payments';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';
import { Part } from '@/ui/Part';

export function RefundsPart({ orderId }: { orderId: string }) {
  const texts = useOrderTexts();
  const { data } = useQuery(refundsQuery(orderId));
  if (!data?.length) return null;
  return (
    <Part title={texts.refunds}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {data.map(({ id, amount, state, reason }) => (
          <li key={id}>
            <b>{formatMoney(amount)}</b>
            {` · ${texts.refundStates[state]}`}
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
