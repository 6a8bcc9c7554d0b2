/** What was sold: the sum large, beside the days before; the days as bars and as a table; other currencies apart. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Sales } from '@/api/types';
import { formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useInsightTexts } from '@/lib/texts/insights';
import { Fold } from '@/ui/Fold';
import { SalesChart } from './SalesChart';
import { SalesTable } from './SalesTable';
import { growthOf } from './figures';

export function SalesPart({ sales, others }: { sales: Sales; others: readonly Sales[] }) {
  const texts = useInsightTexts();
  return (
    <>
      <SalesSums sales={sales} />
      {sales.now.orders > 0 ? (
        <>
          <SalesChart sales={sales} />
          <Box sx={{ mt: 1 }}>
            <Fold title={texts.table} chosen="">
              <SalesTable sales={sales} />
            </Fold>
          </Box>
        </>
      ) : (
        <Typography color="textSecondary">{texts.none}</Typography>
      )}
      {others.map((other) => (
        <Box key={other.currency} sx={{ mt: 4 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {texts.inOther(other.currency)}
          </Typography>
          <SalesSums sales={other} />
        </Box>
      ))}
    </>
  );
}

function SalesSums({ sales: { now, before } }: { sales: Sales }) {
  const texts = useInsightTexts();
  const growth = growthOf(now.net.amount, before.net.amount);
  return (
    <Box sx={{ mb: 2 }}>
      <Box sx={NET}>{formatMoney(now.net)}</Box>
      <Typography variant="body2" color="textSecondary">
        {now.orders > 0 || before.orders > 0 ? <Growth growth={growth} /> : null}
        {now.refunded.amount > 0 && ` · ${texts.wentBack(formatMoney(now.refunded))}`}
      </Typography>
      <Box component="dl" sx={SUMS}>
        <Figure label={texts.orders} value={String(now.orders)} before={String(before.orders)} />
        <Figure label={texts.pieces} value={String(now.pieces)} before={String(before.pieces)} />
        <Figure
          label={texts.average}
          value={now.average ? formatMoney(now.average) : '–'}
          before={before.average ? formatMoney(before.average) : '–'}
        />
      </Box>
    </Box>
  );
}

function Growth({ growth }: { growth: number | null }) {
  const texts = useInsightTexts();
  if (growth === null) return texts.newly;
  const share = formatShare(Math.abs(growth));
  if (share === formatShare(0)) return texts.same;
  return growth > 0 ? texts.more(share) : texts.less(share);
}

function Figure({ label, value, before }: { label: string; value: string; before: string }) {
  const texts = useInsightTexts();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        <small>{texts.before(before)}</small>
      </dd>
    </div>
  );
}

const NET = {
  typography: 'h1',
  fontVariantNumeric: 'tabular-nums',
  overflowWrap: 'anywhere',
} as const;

const SUMS = {
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 4,
  rowGap: 1.5,
  mt: 2,
  mb: 0,
  '& dt': { typography: 'caption', color: 'text.secondary' },
  '& dd': { m: 0, typography: 'h3', fontVariantNumeric: 'tabular-nums' },
  '& small': { display: 'block', typography: 'caption', color: 'text.secondary', fontWeight: 400 },
} as const;
