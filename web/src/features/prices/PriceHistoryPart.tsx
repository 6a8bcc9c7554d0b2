/** The price history: the sentence first, then the chart, then a table for those who would rather read. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PriceHistory } from '@/api/types';
import { messageOf } from '@/api/problem';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { usePriceTexts } from '@/lib/texts/prices';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Fold } from '@/ui/Fold';
import { HistoryTable } from './HistoryTable';
import { OWN } from './history';
import { PriceChart } from './PriceChart';
import { groundOf } from './grounds';
import { SPANS, type Span, historyQuery } from './queries';

interface Props {
  itemId: number;
  size?: string | undefined;
  target?: number | undefined;
  onTap?: ((price: number, currency: string) => void) | undefined;
}

export function PriceHistoryPart({ itemId, size, target, onTap }: Props) {
  const prices = usePriceTexts();
  const { common } = useTexts();
  const [days, setDays] = useState<Span>(90);
  const { data: history, error, refetch } = useQuery(historyQuery(itemId, days, size));
  return (
    <section aria-labelledby="price-history">
      <Typography id="price-history" variant="h2" sx={{ mb: 1 }}>
        {prices.history}
      </Typography>
      {!history && !error && <Skeleton variant="rounded" height={330} aria-label={common.loading} />}
      {!history && error && (
        <>
          <Typography role="alert" sx={{ mb: 1 }}>
            {prices.historyTrouble}. {messageOf(error)}
          </Typography>
          <Button variant="outlined" onClick={() => void refetch()}>
            {common.tryAgain}
          </Button>
        </>
      )}
      {history && (
        <>
          <Sentence history={history} days={days} />
          <Box sx={{ my: 1.5 }}>
            <ChoiceChips
              question={prices.span}
              isQuestionHidden
              choices={SPANS.map((value) => ({ value, label: prices.spans[value] }))}
              chosen={[days]}
              onToggle={(value) => setDays(value)}
            />
          </Box>
          {history.lowest.length > 0 ? (
            <>
              <PriceChart
                history={history}
                target={target}
                onTap={onTap && ((price) => onTap(price, history.currency))}
              />
              <Box sx={{ mt: 1.5 }}>
                <Fold title={prices.asTable} chosen="">
                  <HistoryTable history={history} />
                </Fold>
                {history.deal.grounds.length > 0 && (
                  <Fold title={prices.why} chosen="">
                    <Box component="ul" sx={{ m: 0, pl: 2.5, typography: 'body2' }}>
                      {history.deal.grounds.map((ground) => (
                        <li key={ground.kind}>{groundOf(ground, history.currency)}</li>
                      ))}
                    </Box>
                  </Fold>
                )}
              </Box>
            </>
          ) : (
            <Typography color="textSecondary">{prices.historyNone}</Typography>
          )}
        </>
      )}
    </section>
  );
}

/** The verdict, then what it says in figures; on sale, the lowest price before the reduction (directive 98/6/EC). */
function Sentence({ history, days }: { history: PriceHistory; days: Span }) {
  const prices = usePriceTexts();
  const money = (amount: number) => formatMoney({ amount, currency: history.currency });
  const window = history.windows.find((one) => one.days === days);
  const now = history.lowest.at(-1)?.price;
  // Of our own reduction it stands beside the price.
  const before = history.reductions.find(
    ({ vendor, lowest_before }) => vendor !== OWN && lowest_before !== null,
  )?.lowest_before;
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>
        <Box component="span" data-verdict={history.deal.verdict} sx={VERDICT}>
          {prices.verdicts[history.deal.verdict]}.
        </Box>{' '}
        {window &&
          now !== undefined &&
          (now <= window.lowest ? prices.lowestIn(days) : prices.nowAbove(money(window.lowest), days))}{' '}
        {window && prices.median(money(window.median))}
      </Typography>
      {before != null && (
        <Typography variant="body2" color="textSecondary">
          {prices.lowestBefore(money(before))}
        </Typography>
      )}
    </Box>
  );
}

const VERDICT = {
  '&[data-verdict=real]': { color: 'success.main' },
  '&[data-verdict=inflated]': { color: 'error.main' },
} as const;
