/** The price history as a table, for those who would rather read it, or hear it. */
import Box from '@mui/material/Box';
import type { PriceHistory } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { usePriceTexts } from '@/lib/texts/prices';
import { ownSegments, tableOf } from './history';

export function HistoryTable({ history }: { history: PriceHistory }) {
  const prices = usePriceTexts();
  const own = ownSegments(history);
  const rows = tableOf(history.lowest, own);
  const money = (amount: number) => formatMoney({ amount, currency: history.currency });
  return (
    <Box sx={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={prices.tableTitle}>
      <Box component="table" sx={TABLE}>
        <thead>
          <tr>
            <th scope="col">{prices.from}</th>
            <th scope="col">{prices.until}</th>
            <th scope="col">{prices.lowestPrice}</th>
            {own.length > 0 && <th scope="col">{prices.here}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, until, lowest, here }) => (
            <tr key={from}>
              <td>{formatDate(from)}</td>
              <td>{formatDate(until)}</td>
              <td>{money(lowest)}</td>
              {own.length > 0 && <td>{here === undefined ? '–' : money(here)}</td>}
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
  '& :is(th, td):nth-of-type(n + 3)': { textAlign: 'right' },
  '& :is(th, td) + :is(th, td)': { pl: 1 },
} as const;
