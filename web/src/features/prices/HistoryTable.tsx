/** The price history as a table, for those who would rather read it, or hear it. */
import Box from '@mui/material/Box';
import type { PriceHistory } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';

export function HistoryTable({ history }: { history: PriceHistory }) {
  const { prices } = useTexts();
  const rows = [...history.lowest].reverse();
  return (
    <Box sx={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={prices.tableTitle}>
      <Box component="table" sx={TABLE}>
        <thead>
          <tr>
            <th scope="col">{prices.from}</th>
            <th scope="col">{prices.until}</th>
            <th scope="col">{prices.lowestPrice}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ began_at, ended_at, price }) => (
            <tr key={began_at}>
              <td>{formatDate(Date.parse(began_at))}</td>
              <td>{formatDate(Date.parse(ended_at))}</td>
              <td>{formatMoney({ amount: price, currency: history.currency })}</td>
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
  '& th': { textAlign: 'left', fontWeight: 600, py: 1 },
  '& td': { py: 0.75, borderTop: 1, borderColor: 'divider' },
  '& :is(th, td):last-child': { textAlign: 'right' },
} as const;
