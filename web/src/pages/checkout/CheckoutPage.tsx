/** Checkout: what is bought here, where it goes, how it is paid, and one button with the sum on it. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckoutAsk } from '@/api/types';
import { type Destination, countryOf, firstDestination } from '@/features/orders/address';
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
  const book = useQuery(addressesQuery);
  const addresses = book.data;
  const [wished, setWished] = useState<Destination | null>(null);
  const [methods, setMethods] = useState<Record<string, string>>({});
  const to = wished ?? (addresses && firstDestination(addresses));
  const country = to && addresses && countryOf(to, addresses);
  const asked: CheckoutAsk = {
    ...(item !== undefined && { lines: [{ item_id: item, size: size ?? '', quantity: quantity ?? 1 }] }),
    ...(country && { country }),
    methods,
  };
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...checkoutQuery(asked),
    enabled: addresses !== undefined, // where it goes decides how it can go
  });
  const checkout = addresses && data;
  const trouble = error ?? book.error;
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <PageTitle title={texts.checkout} />
      {trouble && (
        <Trouble
          title={texts.checkoutTrouble}
          error={trouble}
          onRetry={() => void (book.error ? book.refetch() : refetch())}
        />
      )}
      {!trouble && (!checkout || !to) && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={160} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </Box>
      )}
      {!trouble && checkout && checkout.parcels.length === 0 && (
        <>
          <Seams title={texts.nothing} text={texts.nothingText}>
            <LinkButton to="/cart" variant="contained">
              {texts.toCart}
            </LinkButton>
          </Seams>
          <LeftOutList left={checkout.left_out} />
        </>
      )}
      {!trouble && checkout && to && checkout.parcels.length > 0 && (
        <CheckoutForm
          asked={asked}
          checkout={checkout}
          isStale={isPlaceholderData}
          addresses={addresses}
          to={to}
          onDestination={setWished}
          onDelivery={(boutiqueId, code) => setMethods({ ...methods, [boutiqueId]: code })}
          onChanged={() => void refetch()}
        />
      )}
    </Box>
  );
}
