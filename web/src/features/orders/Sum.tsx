/** What it all costs: the pieces, the deliveries, the total. */
import Box from '@mui/material/Box';
import type { Money } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';

export function Sum({ goods, delivery, total }: { goods: Money; delivery: Money; total: Money }) {
  const texts = useOrderTexts();
  return (
    <Box component="dl" sx={SUM}>
      <dt>{texts.goods}</dt>
      <dd>{formatMoney(goods)}</dd>
      <dt>{texts.delivery}</dt>
      <dd>{delivery.amount === 0 ? texts.free : formatMoney(delivery)}</dd>
      <dt>{texts.total}</dt>
      <dd>{formatMoney(total)}</dd>
    </Box>
  );
}

const SUM = {
  display: 'grid',
  gridTemplateColumns: '1fr auto',
  rowGap: 0.75,
  m: 0,
  mt: 4,
  pt: 2,
  borderTop: 1,
  borderColor: 'divider',
  fontVariantNumeric: 'tabular-nums',
  '& dd': { m: 0, textAlign: 'right' },
  '& :nth-last-of-type(1)': { fontWeight: 600, fontSize: '1.125rem' },
} as const;
