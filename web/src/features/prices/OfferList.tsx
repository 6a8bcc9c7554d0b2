/** Offers, cheapest in all first; the long tail unfolds. Who did not answer is named. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import type { Offer, Offers } from '@/api/types';
import { formatAgo } from '@/lib/locale';
import { usePriceTexts } from '@/lib/texts/prices';
import { OfferRow } from './OfferRow';
import { OfferSheet, ToShop } from './OfferSheet';
import { rowsOf } from './offers';

const SHOWN = 5;

interface Props {
  offers: Offers;
  label: string;
  /** The offers are of products that are not all the same. */
  isOfMany?: boolean;
  /** What else can be done with an offer. */
  action?: (offer: Offer) => ReactNode;
}

export function OfferList({ offers, label, isOfMany = false, action }: Props) {
  const prices = usePriceTexts();
  const [isWhole, setWhole] = useState(false);
  const [opened, setOpened] = useState<Offer | null>(null);
  const rows = rowsOf(offers.offers, isOfMany);
  const badgesOf = ({ key }: Offer) => [
    ...(key === offers.best ? [prices.best] : []),
    ...(key === offers.fastest && key !== offers.best ? [prices.fastest] : []),
  ];
  return (
    <>
      <Box component="ul" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {(isWhole ? rows : rows.slice(0, SHOWN)).map((row) => (
          <OfferRow
            key={row.offer.key}
            row={row}
            isNamed={isOfMany}
            badges={badgesOf(row.offer)}
            onDetails={() => setOpened(row.offer)}
            actions={
              <>
                {action?.(row.offer)}
                <ToShop offer={row.offer} />
              </>
            }
          />
        ))}
      </Box>
      {rows.length > SHOWN && !isWhole && (
        <Button onClick={() => setWhole(true)} sx={{ px: 0 }}>
          {prices.more(rows.length - SHOWN)}
        </Button>
      )}
      <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
        {prices.order}{' '}
        {offers.is_refreshing ? prices.refreshing : offers.as_of && prices.asked(formatAgo(offers.as_of))}
      </Typography>
      <NoAnswer offers={offers} />
      {opened && <OfferSheet offer={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** Who was asked and did not answer, and why. */
export function NoAnswer({ offers: { failures } }: { offers: Offers }) {
  const prices = usePriceTexts();
  if (!failures.length) return null;
  const told = failures.map(
    ({ vendor_title, kind }) => `${vendor_title} (${failureOf(kind, prices.failures)})`,
  );
  return (
    <Typography variant="caption" color="textSecondary" component="p" role="status">
      {prices.noAnswer(told.join(', '))}
    </Typography>
  );
}

function failureOf(kind: string, failures: Readonly<Record<string, string>>): string {
  return failures[kind] ?? failures.broken ?? kind;
}
