/** The days on which something was sold, as a table: for those who would rather read it, or hear it. */
import Box from '@mui/material/Box';
import type { Sales } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useInsightTexts } from '@/lib/texts/insights';

export function SalesTable({ sales }: { sales: Sales }) {
  const texts = useInsightTexts();
  const { currency } = sales;
  return (
    <Box sx={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={texts.table}>
      <Box component="table" sx={TABLE}>
        <thead>
          <tr>
            <th scope="col">{texts.day}</th>
            <th scope="col">{texts.orders}</th>
            <th scope="col">{texts.pieces}</th>
            <th scope="col">{texts.amount}</th>
          </tr>
        </thead>
        <tbody>
          {sales.days
            .filter(({ orders }) => orders > 0)
            .reverse()
            .map(({ day, orders, pieces, net }) => (
              <tr key={day}>
                <th scope="row">{formatDate(Date.parse(day))}</th>
                <td>{orders}</td>
                <td>{pieces}</td>
                <td>{formatMoney({ amount: net, currency })}</td>
              </tr>
            ))}
        </tbody>
      </Box>
    </Box>
  );
}

const TABLE = {
  width: '100%',
  borderCollapse: 'collapse',
  typography: 'body2',
  fontVariantNumeric: 'tabular-nums',
  '& thead th': { fontWeight: 600 },
  '& th': { textAlign: 'left', fontWeight: 400, py: 1 },
  '& :is(td, tbody th)': { py: 0.75, borderTop: 1, borderColor: 'divider' },
  '& :is(th, td):nth-of-type(n + 2), & td': { textAlign: 'right', pl: 1 },
} as const;
