/** One order, from paying until the parcels are there; printed, it is the receipt. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Order, OrderParcel } from '@/api/types';
import { Pieces } from '@/features/orders/Pieces';
import { Story } from '@/features/orders/Story';
import { Sum } from '@/features/orders/Sum';
import { Tracking } from '@/features/orders/Tracking';
import { linesOf } from '@/features/orders/address';
import { orderQuery } from '@/features/orders/orders';
import { formatDay, formatMoment } from '@/lib/locale';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { useOrderTexts } from '@/lib/texts/orders';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { OrderActions } from './OrderActions';
import { ParcelActions } from './ParcelActions';
import { RefundsPart } from './RefundsPart';

const route = getRouteApi('/orders/$id');
const ASKED_EVERY = 3_000; // ms while the money may be on its way
const ASKED_FOR = 10 * 60_000;

export default function OrderPage() {
  const texts = useOrderTexts();
  const { common } = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery({
    ...orderQuery(id),
    refetchInterval: ({ state }) => {
      const order = state.data;
      const isRecent = order && Date.now() - Date.parse(order.placed_at) < ASKED_FOR;
      return order?.state === 'awaiting_payment' && isRecent ? ASKED_EVERY : false;
    },
  });
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <Box sx={{ '@media print': { display: 'none' } }}>
        <BackLink to="/orders">{texts.orders}</BackLink>
      </Box>
      {!data && error && <Trouble title={texts.orderTrouble} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Box role="status" aria-label={common.loading}>
          <Skeleton variant="rounded" height={120} sx={{ mb: 4 }} />
          <Skeleton variant="rounded" height={240} />
        </Box>
      )}
      {data && <Shown order={data} />}
    </Box>
  );
}

function Shown({ order }: { order: Order }) {
  const texts = useOrderTexts();
  return (
    <>
      <PageTitle title={texts.order(order.number)} />
      <Typography color="textSecondary">{texts.placedOn(formatDay(order.placed_at))}</Typography>
      <Box role="status" sx={{ mt: 2 }}>
        <Typography sx={{ fontWeight: 600 }}>{texts.states[order.state]}</Typography>
        <Typography variant="body2" color="textSecondary">
          {order.state === 'awaiting_payment' &&
            texts.stateTexts.awaiting_payment(formatMoment(order.held_until))}
          {order.state === 'expired' && texts.stateTexts.expired}
          {order.state === 'cancelled' && texts.stateTexts.cancelled}
        </Typography>
      </Box>
      <OrderActions order={order} />
      {order.parcels.map((parcel) => (
        <ParcelPart key={parcel.id} order={order} parcel={parcel} />
      ))}
      <Sum goods={order.goods} delivery={order.delivery} total={order.total} />
      <RefundsPart orderId={order.id} pieces={order.parcels.flatMap(({ lines }) => lines)} />
      {order.address && (
        <Part title={texts.sentTo}>
          {linesOf({ ...order.address, is_default: false }).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Part>
      )}
      <Part title={texts.story}>
        <Story events={order.events} names={order.parcels.length > 1 ? namesOf(order.parcels) : undefined} />
      </Part>
    </>
  );
}

function ParcelPart({ order, parcel }: { order: Order; parcel: OrderParcel }) {
  const texts = useOrderTexts();
  const delivery = parcel.delivery.amount === 0 ? texts.free : formatMoney(parcel.delivery);
  const parts = [
    texts.parcelStates[parcel.state],
    `${texts.delivery}: ${delivery}`,
    ...(order.state === 'paid' && !parcel.shipped_at ? [texts.days(parcel.days_min, parcel.days_max)] : []),
  ];
  return (
    <Part title={parcel.boutique_name}>
      <Typography variant="body2" color="textSecondary">
        {parts.join(' · ')}
      </Typography>
      <Tracking parcel={parcel} />
      <ParcelActions orderId={order.id} parcel={parcel} />
      <Pieces pieces={parcel.lines} />
    </Part>
  );
}

function namesOf(parcels: readonly OrderParcel[]) {
  return new Map(parcels.map(({ id, boutique_name }) => [id, boutique_name]));
}
