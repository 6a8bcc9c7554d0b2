/** What one shop sends: its lines, its delivery, and what would make that free. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { Cart, CartEntry, Parcel } from '@/api/types';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { CartLine } from './CartLine';

export function ParcelCard({ parcel, lines }: { parcel: Parcel; lines: readonly CartEntry[] }) {
  const { cart: texts } = useTexts();
  const id = useId();
  const links = parcel.is_boutique ? [] : lines.filter(({ link }) => link);
  return (
    <Box component="section" aria-labelledby={id} sx={{ mt: 4 }}>
      <Box sx={HEAD}>
        <Typography id={id} variant="h2">
          {parcel.shop_name}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {deliveryOf(parcel, texts)}
          {parcel.arrives_by && ` · ${texts.by(formatDate(Date.parse(parcel.arrives_by)))}`}
        </Typography>
      </Box>
      {parcel.missing_to_free && (
        <Typography variant="body2" color="success">
          {texts.missing(formatMoney(parcel.missing_to_free))}
        </Typography>
      )}
      <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}>
        {lines.map((line) => (
          <CartLine key={line.id} line={line} />
        ))}
      </Box>
      {links.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {texts.buyThere(parcel.shop_name)}{' '}
          {links.map(({ id: line, link, item }) => (
            <Box
              key={line}
              component="a"
              href={link}
              target="_blank"
              rel="noopener noreferrer nofollow"
              sx={{ color: 'text.primary', display: 'inline-block', py: 1, mr: 2 }}
            >
              {item.name}
            </Box>
          ))}
        </Typography>
      )}
    </Box>
  );
}

/** The lines that are in no parcel: they cannot be bought as they are. */
export function unparcelled(cart: Cart): CartEntry[] {
  const sent = new Set(cart.parcels.flatMap(({ line_ids }) => line_ids));
  return cart.lines.filter(({ id }) => !sent.has(id));
}

function deliveryOf(parcel: Parcel, texts: ReturnType<typeof useTexts>['cart']): string {
  if (parcel.delivery === null)
    return parcel.delivery_estimate
      ? texts.deliveryGuess(formatMoney(parcel.delivery_estimate))
      : texts.deliveryUnknown;
  return parcel.delivery.amount === 0 ? texts.deliveryFree : texts.delivery(formatMoney(parcel.delivery));
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  justifyContent: 'space-between',
  columnGap: 2,
} as const;
