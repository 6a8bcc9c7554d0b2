/** Beside our own price while it is reduced: the lowest of the 30 days before (directive 98/6/EC, article 6a). */
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '@/lib/money';
import { usePriceTexts } from '@/lib/texts/prices';
import { lowestBeforeOurs } from './history';
import { historyQuery } from './queries';

export function OwnReduction({ itemId }: { itemId: number }) {
  const prices = usePriceTexts();
  const { data: history } = useQuery(historyQuery(itemId, 90)); // the one that the chart begins with
  const before = history && lowestBeforeOurs(history);
  if (!history || before === undefined) return null;
  return (
    <Typography variant="body2" color="textSecondary">
      {prices.lowestBefore(formatMoney({ amount: before, currency: history.currency }))}
    </Typography>
  );
}
