/** How the price stands among other shops, as a sentence: the place first, then how far off and as of when. */
import Box from '@mui/material/Box';
import type { PricePosition } from '@/api/types';
import { formatAgo } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useInsightTexts } from '@/lib/texts/insights';

export function PositionLine({ position }: { position: PricePosition | null }) {
  const texts = useInsightTexts();
  if (position === null) return <Box sx={{ color: 'text.secondary' }}>{texts.nowhere}</Box>;
  const { rank, of, lowest_vendor: vendor, above_lowest: above, below_next: below } = position;
  const isFirst = rank === 1;
  const apart = isFirst
    ? below.amount > 0
      ? texts.below(formatMoney(below), vendor)
      : texts.level(vendor)
    : texts.above(formatMoney(above), vendor);
  return (
    <Box>
      <Box component="span" sx={{ fontWeight: 600, ...(isFirst && { color: 'success.main' }) }}>
        {isFirst ? texts.cheapest(of) : texts.place(rank, of)}
      </Box>
      {`, ${apart}`}
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {[
          position.with_delivery ? texts.withDelivery : texts.withoutDelivery,
          texts.asOf(formatAgo(position.as_of)),
        ].join(', ')}
      </Box>
    </Box>
  );
}
