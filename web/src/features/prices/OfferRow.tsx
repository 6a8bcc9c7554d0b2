/** One shop's offer: what it costs in all, how that adds up, and when it was seen. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { Offer } from '@/api/types';
import { formatAgo } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { type PriceTexts, usePriceTexts } from '@/lib/texts/prices';
import { type Row, canBeBought, priceOf, totalOf } from './offers';

interface Props {
  row: Row;
  badges: readonly string[];
  /** The product's name too, where the list is of different ones. */
  isNamed: boolean;
  onDetails: () => void;
  /** What can be done with it: into the cart, to the shop. */
  actions?: ReactNode;
}

export function OfferRow({ row: { offer, sizes }, badges, isNamed, onDetails, actions }: Props) {
  const prices = usePriceTexts();
  const total = totalOf(offer);
  const isThere = canBeBought(offer);
  return (
    <Box component="li" data-gone={!isThere || undefined} sx={ROW}>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={NAME}>
          <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {offer.vendor_title}
          </Box>
          {badges.map((badge) => (
            <Box component="span" key={badge} sx={BADGE}>
              {badge}
            </Box>
          ))}
        </Box>
        {isNamed && <Box sx={{ overflowWrap: 'anywhere' }}>{offer.title}</Box>}
        <Box sx={FACTS}>{factsOf(offer, sizes, prices).join(' · ')}</Box>
      </Box>
      <Box sx={MONEY}>
        <Box component="span" sx={{ fontWeight: 600, fontSize: '1.0625rem' }}>
          {total ? formatMoney(total) : prices.plusDelivery(formatMoney(priceOf(offer)))}
        </Box>
        <Box component="span" sx={FACTS}>
          {sumOf(offer, prices)}
        </Box>
      </Box>
      <Box sx={FOOT}>
        <Button size="small" onClick={onDetails} aria-haspopup="dialog" sx={SEEN}>
          {prices.seen(formatAgo(offer.seen_at))}
        </Button>
        <Box sx={{ display: 'flex', gap: 1, ml: 'auto' }}>{isThere && actions}</Box>
      </Box>
    </Box>
  );
}

function factsOf(offer: Offer, sizes: readonly string[], prices: PriceTexts): string[] {
  const { delivery, condition, seller } = offer;
  const all = [offer.size, ...sizes].filter(Boolean);
  return [
    seller && seller !== offer.vendor_title ? seller : '',
    condition === 'new' ? '' : prices.conditions[condition as keyof PriceTexts['conditions']],
    all.length ? prices.sizes(all.join(', ')) : '',
    canBeBought(offer) ? '' : prices.soldOut,
    delivery.days_max === null ? '' : prices.days(delivery.days_min, delivery.days_max),
    offer.is_stale ? prices.old : '',
  ].filter(Boolean);
}

/** €40 + €4.90 delivery. */
function sumOf(offer: Offer, prices: PriceTexts): string {
  const { price, delivery, converted } = offer;
  const delivered = offer.total === null ? null : offer.total - price.amount;
  if (delivered !== null && delivered > 0)
    return prices.sum(formatMoney(price), formatMoney({ amount: delivered, currency: price.currency }));
  const words = delivered === null || delivery.cost === null ? prices.deliveryUnknown : prices.deliveryFree;
  return converted && converted.currency !== price.currency ? `${formatMoney(price)} · ${words}` : words;
}

const ROW = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  columnGap: 2,
  rowGap: 0.25,
  py: 1.75,
  borderTop: 1,
  borderColor: 'divider',
  '&[data-gone]': { color: 'text.secondary' },
} as const;

const NAME = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 } as const;

const BADGE = {
  px: 1,
  py: 0.25,
  borderRadius: 999,
  typography: 'caption',
  fontWeight: 600,
  color: 'secondary.main',
  bgcolor: 'secondary.light',
  whiteSpace: 'nowrap',
} as const;

const FACTS = { display: 'block', typography: 'body2', color: 'text.secondary' } as const;

const MONEY = { textAlign: 'right', fontVariantNumeric: 'tabular-nums', maxWidth: '14rem' } as const;

const FOOT = {
  gridColumn: '1 / -1',
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 1,
} as const;

const SEEN = { px: 0, minWidth: 0, fontWeight: 500, color: 'text.secondary', typography: 'caption' } as const;
