/** Checkout: what is bought here, where it goes, how it is paid, and one button with the sum on it. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CheckoutAsk } from '@/api/types';
import { addressesQuery, checkoutQuery } from '@/features/orders/orders';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { CheckoutForm } from './CheckoutForm';
import { LeftOutList } from './LeftOutList';

const route = getRouteApi('/checkout');

export default function CheckoutPage() {
  const texts = useOrderTexts();
  const { common } = useTexts();
  const { item, size, quantity } = route.useSearch();
  const asked: CheckoutAsk =
    item === undefined ? {} : { lines: [{ item_id: item, size: size ?? '', quantity: quantity ?? 1 }] };
  const { data: checkout, error, refetch } = useQuery(checkoutQuery(asked));
  const { data: addresses, error: noAddresses } = useQuery(addressesQuery);
  const trouble = error ?? noAddresses;
  return (
    <Box sx={{ maxWidth: 720, mx: 'auto' }}>
      <PageTitle title={texts.checkout} />
      {trouble && <Trouble title={texts.checkoutTrouble} error={trouble} onRetry={() => void refetch()} />}
      {!trouble && (!checkout || !addresses) && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={160} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </Box>
      )}
      {!trouble && checkout && addresses && checkout.parcels.length === 0 && (
        <>
          <Seams title={texts.nothing} text={texts.nothingText}>
            <LinkButton to="/cart" variant="contained">
              {texts.toCart}
            </LinkButton>
          </Seams>
          <LeftOutList left={checkout.left_out} />
        </>
      )}
      {!trouble && checkout && addresses && checkout.parcels.length > 0 && (
        <CheckoutForm
          asked={asked}
          checkout={checkout}
          addresses={addresses}
          onChanged={() => void refetch()}
        />
      )}
    </Box>
  );
}
