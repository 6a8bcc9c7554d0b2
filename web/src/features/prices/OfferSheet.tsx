/** Everything that is known of an offer: why it is the same product, and where each number was read. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Offer } from '@/api/types';
import { formatDate, formatMoment, formatShare } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { usePriceTexts } from '@/lib/texts/prices';
import { Sheet } from '@/ui/Sheet';
import { totalOf } from './offers';
import { factOf, reasonOf } from './reasons';

export function OfferSheet({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const prices = usePriceTexts();
  const { price, delivery, converted } = offer;
  const total = totalOf(offer);
  const inCurrency = (amount: number) => formatMoney({ amount, currency: price.currency });
  return (
    <Sheet title={offer.vendor_title} onClose={onClose} actions={<ToShop offer={offer} isWide />}>
      <Typography sx={{ mb: 2 }}>{offer.title}</Typography>
      <Box component="dl" sx={LIST}>
        <Fact name={prices.price}>{inCurrency(price.amount)}</Fact>
        {offer.list_price && <Fact name={prices.listPrice}>{formatMoney(offer.list_price)}</Fact>}
        <Fact name={prices.delivery}>
          {delivery.cost === null
            ? prices.unknown
            : delivery.cost === 0
              ? prices.free
              : inCurrency(delivery.cost)}
        </Fact>
        {delivery.free_over !== null && <Fact name={prices.freeOver}>{inCurrency(delivery.free_over)}</Fact>}
        {total && <Fact name={prices.total}>{formatMoney(total)}</Fact>}
        {converted?.rate_day && <Fact name={prices.rate}>{formatDate(Date.parse(converted.rate_day))}</Fact>}
        <Fact name={prices.seenAt}>{formatMoment(offer.seen_at)}</Fact>
      </Box>
      {offer.vendor !== 'boutique' && (
        <Section title={prices.sameProduct(formatShare(offer.match.probability))}>
          <ul>
            {offer.match.reasons.map((reason) => (
              <li key={reason.text}>{reasonOf(reason)}</li>
            ))}
          </ul>
        </Section>
      )}
      {offer.evidence.length > 0 && (
        <Section title={prices.readWhere}>
          <ul>
            {offer.evidence.map(({ fact, source, text }) => (
              <li key={`${fact} ${source} ${text}`}>
                {factOf(fact)}: <q>{text}</q> ({source})
              </li>
            ))}
          </ul>
        </Section>
      )}
      {offer.attribution && (
        <Typography variant="caption" color="textSecondary">
          {offer.attribution}
        </Typography>
      )}
      {offer.is_affiliate && (
        <Typography variant="caption" color="textSecondary" component="p">
          {prices.affiliate}
        </Typography>
      )}
    </Sheet>
  );
}

/** The way to the shop; it learns nothing of where the shopper comes from. */
export function ToShop({ offer, isWide = false }: { offer: Offer; isWide?: boolean }) {
  const prices = usePriceTexts();
  if (offer.vendor === 'boutique' || !offer.link) return null;
  return (
    <Button
      variant={isWide ? 'contained' : 'outlined'}
      size={isWide ? 'medium' : 'small'}
      href={offer.link}
      target="_blank"
      rel={`noopener noreferrer nofollow${offer.is_affiliate ? ' sponsored' : ''}`}
      aria-label={prices.toShopOf(offer.vendor_title)}
    >
      {prices.toShop}
    </Button>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={SECTION}>
      <Typography variant="h3" gutterBottom>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

const LIST = {
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  columnGap: 3,
  rowGap: 0.75,
  m: 0,
  mb: 2.5,
  '& dt': { color: 'text.secondary' },
  '& dd': { m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
} as const;

const SECTION = {
  mb: 2.5,
  '& ul': { m: 0, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' },
} as const;
