/** The cart: the best way to buy all of it, the parcels as they are chosen now, and what is saved for later. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Cart } from '@/api/types';
import { BasketBar } from '@/features/cart/BasketBar';
import { CartLine } from '@/features/cart/CartLine';
import { ParcelCard, unparcelled } from '@/features/cart/ParcelCard';
import { cartQuery } from '@/features/cart/cart';
import { formatDate } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { Seams } from '@/ui/Seams';

export default function CartPage() {
  const { cart: texts, common } = useTexts();
  const { data: cart, error, refetch } = useQuery(cartQuery);
  return (
    <Box sx={{ maxWidth: 860, mx: 'auto' }}>
      <PageTitle title={texts.title} />
      {!cart && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!cart && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={96} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={160} />
        </Box>
      )}
      {cart && <Filled cart={cart} />}
    </Box>
  );
}

function Filled({ cart }: { cart: Cart }) {
  const { cart: texts } = useTexts();
  const left = unparcelled(cart);
  const linesOf = new Map(cart.lines.map((line) => [line.id, line]));
  if (!cart.lines.length && !cart.saved.length)
    return (
      <Seams title={texts.empty} text={texts.emptyText}>
        <LinkButton to="/" variant="contained">
          {texts.toDeck}
        </LinkButton>
        <LinkButton to="/favourites" variant="outlined">
          {texts.toFavourites}
        </LinkButton>
      </Seams>
    );
  return (
    <>
      {cart.lines.length > 0 && <BasketBar version={cart.version} />}
      {left.length > 0 && (
        <Box component="section" aria-labelledby="left" sx={{ mt: 4 }}>
          <Typography id="left" variant="h2">
            {texts.left}
          </Typography>
          <Box component="ul" sx={LINES}>
            {left.map((line) => (
              <CartLine key={line.id} line={line} />
            ))}
          </Box>
        </Box>
      )}
      {cart.parcels.map((parcel) => (
        <ParcelCard
          key={parcel.shop}
          parcel={parcel}
          lines={parcel.line_ids.flatMap((id) => linesOf.get(id) ?? [])}
        />
      ))}
      {cart.parcels.length > 0 && <Sum cart={cart} />}
      {cart.parcels.some(({ is_boutique }) => is_boutique) && (
        <LinkButton to="/checkout" variant="contained" size="large" sx={{ mt: 3 }}>
          {texts.toCheckout}
        </LinkButton>
      )}
      {cart.saved.length > 0 && (
        <Part title={texts.saved}>
          <Box component="ul" sx={LINES}>
            {cart.saved.map((line) => (
              <CartLine key={line.id} line={line} />
            ))}
          </Box>
        </Part>
      )}
    </>
  );
}

function Sum({ cart }: { cart: Cart }) {
  const { cart: texts } = useTexts();
  const total = formatMoney(cart.total);
  return (
    <Box sx={{ mt: 4, pt: 2, borderTop: 1, borderColor: 'divider' }}>
      <Box component="dl" sx={SUM}>
        <dt>{texts.goods}</dt>
        <dd>{formatMoney(cart.goods)}</dd>
        <dt>{texts.deliveries(cart.parcels.length)}</dt>
        <dd>{formatMoney(cart.delivery)}</dd>
        <dt>{texts.total}</dt>
        <dd>{cart.is_estimate ? texts.about(total) : total}</dd>
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {cart.is_estimate && `${texts.estimate} `}
        {cart.rates_of && `${texts.rates(formatDate(Date.parse(cart.rates_of)))} `}
        {texts.kept}
      </Typography>
    </Box>
  );
}

const LINES = { m: 0, mt: 1, p: 0, listStyle: 'none' } as const;

const SUM = {
  display: 'grid',
  gridTemplateColumns: '1fr auto',
  rowGap: 0.75,
  m: 0,
  fontVariantNumeric: 'tabular-nums',
  '& dd': { m: 0, textAlign: 'right' },
  '& :nth-last-of-type(1)': { fontWeight: 600, fontSize: '1.125rem' },
} as const;
