/** One parcel of the boutique: what is in it, where it goes, and what to do with it now. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ParcelToSend } from '@/api/types';
import { AddressToCopy } from '@/features/orders/AddressToCopy';
import { Pieces } from '@/features/orders/Pieces';
import { Story } from '@/features/orders/Story';
import { Sum } from '@/features/orders/Sum';
import { Tracking } from '@/features/orders/Tracking';
import { parcelQuery } from '@/features/orders/parcels';
import { formatDay } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';
import { useParcelTexts } from '@/lib/texts/parcels';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { ParcelSteps } from './ParcelSteps';

const route = getRouteApi('/boutique/parcels/$id');

export default function ParcelPage() {
  const texts = useParcelTexts();
  const { common } = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(parcelQuery(id));
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <BackLink to="/boutique/parcels">{texts.title}</BackLink>
      {!data && error && <Trouble title={texts.oneTrouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={120} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </Box>
      )}
      {data && <Shown key={data.id} parcel={data} />}
    </Box>
  );
}

function Shown({ parcel }: { parcel: ParcelToSend }) {
  const texts = useParcelTexts();
  const { order, placedOn, story } = useOrderTexts();
  const { goods, delivery, address, events } = parcel;
  return (
    <>
      <PageTitle title={order(parcel.order_number)} />
      <Typography color="textSecondary">{placedOn(formatDay(parcel.placed_at))}</Typography>
      <Typography role="status" sx={{ mt: 2, fontWeight: 600 }}>
        {texts.states[parcel.state]}
      </Typography>
      <Tracking parcel={parcel} />
      <ParcelSteps parcel={parcel} />
      <Part title={texts.address}>
        {address ? (
          <AddressToCopy address={address} />
        ) : (
          <Typography color="textSecondary">{texts.noAddress}</Typography>
        )}
      </Part>
      <Part title={texts.contents}>
        <Pieces pieces={parcel.lines} />
        <Sum goods={goods} delivery={delivery} total={{ ...goods, amount: goods.amount + delivery.amount }} />
      </Part>
      <Part title={story}>
        <Story events={events ?? []} />
      </Part>
    </>
  );
}
