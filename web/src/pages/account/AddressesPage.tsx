/** The address book: where parcels go, and with which address checkout begins. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Address } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { EMPTY, contentOf } from '@/features/orders/address';
import { likelyCountry } from '@/lib/countries';
import { addressesQuery } from '@/features/orders/orders';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';
import { Trouble } from '@/pages/Trouble';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { AccountFrame } from './AccountFrame';
import { AddressEntry } from './AddressEntry';
import { AddressForm } from './AddressForm';

export default function AddressesPage() {
  const { addressBook: texts } = useOrderTexts();
  const { common } = useTexts();
  const user = useUser();
  const { data, error, refetch } = useQuery(addressesQuery);
  const [written, setWritten] = useState<Address | 'new' | null>(null);
  if (!user) return null;
  const close = () => setWritten(null);
  return (
    <AccountFrame user={user}>
      <PageTitle title={texts.title}>{texts.text}</PageTitle>
      {!data && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={140} sx={{ mb: 2 }} />
          <Skeleton variant="rounded" height={140} />
        </Box>
      )}
      {data?.length === 0 && written === null && (
        <Seams title={texts.empty} text={texts.emptyText}>
          <Button variant="contained" onClick={() => setWritten('new')}>
            {texts.add}
          </Button>
        </Seams>
      )}
      {data && data.length > 0 && (
        <Box component="ul" sx={{ m: 0, mt: 2, p: 0, listStyle: 'none' }}>
          {data.map((address) => (
            <Box component="li" key={address.id} sx={{ borderBottom: 1, borderColor: 'divider', py: 2.5 }}>
              {written !== 'new' && written?.id === address.id ? (
                <AddressForm id={address.id} begin={contentOf(address)} onClose={close} />
              ) : (
                <AddressEntry address={address} onChange={() => setWritten(address)} />
              )}
            </Box>
          ))}
        </Box>
      )}
      {data && data.length > 0 && written !== 'new' && (
        <Button variant="contained" sx={{ mt: 3 }} onClick={() => setWritten('new')}>
          {texts.add}
        </Button>
      )}
      {written === 'new' && (
        <Box sx={{ mt: 3 }}>
          <AddressForm id={null} begin={{ ...EMPTY, country: likelyCountry() }} onClose={close} />
        </Box>
      )}
    </AccountFrame>
  );
}
