/** The order before it is one: every change of price is shown here before the button can be pressed again. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { Address, Checkout, CheckoutAsk, CheckoutParcel } from '@/api/types';
import { AddressPart, type Destination } from '@/features/orders/AddressPart';
import { Pieces } from '@/features/orders/Pieces';
import { Sum } from '@/features/orders/Sum';
import { type AddressField, EMPTY, likelyCountry, missingIn, tidied } from '@/features/orders/address';
import { usePlacing } from '@/features/orders/orders';
import { Ways } from '@/features/payments/Ways';
import { usePaying, waysQuery } from '@/features/payments/payments';
import { formatMoney } from '@/lib/money';
import { useOrderTexts } from '@/lib/texts/orders';
import { newUuid } from '@/lib/uuid';
import { Part } from '@/ui/Part';
import { LeftOutList } from './LeftOutList';

interface Props {
  asked: CheckoutAsk;
  checkout: Checkout;
  addresses: readonly Address[];
  onChanged: () => void;
}

export function CheckoutForm({ asked, checkout, addresses, onChanged }: Props) {
  const texts = useOrderTexts();
  const navigate = useNavigate();
  const { data: ways = [] } = useQuery(waysQuery);
  const [to, setTo] = useState<Destination>(() => ({
    chosen: addresses[0]?.id ?? null,
    written: { ...EMPTY, country: likelyCountry() },
    keep: true,
  }));
  const [missing, setMissing] = useState<AddressField[]>([]);
  const [way, setWay] = useState<string | null>(null);
  const [key, setKey] = useState(newUuid);
  const place = usePlacing();
  const pay = usePaying();
  const chosenWay = way ?? ways[0]?.name;
  const hasChanged = place.error instanceof Problem && place.error.status === 409;

  const send = () => {
    const lacks = to.chosen === null ? missingIn(to.written) : [];
    setMissing(lacks);
    if (lacks.length > 0 || place.isPending || pay.isPending || chosenWay === undefined) return;
    const where =
      to.chosen === null ? { address: tidied(to.written), keep: to.keep } : { address_id: to.chosen };
    place.mutate(
      { key, asked, version: checkout.version, to: where },
      {
        onSuccess: ({ id }) => {
          // The page of the order is where one comes back to, by the provider or by the browser's own button.
          void navigate({ to: '/orders/$id', params: { id }, replace: true });
          pay.mutate({ orderId: id, way: chosenWay });
        },
        onError: () => {
          setKey(newUuid());
          onChanged();
        },
      },
    );
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {checkout.parcels.map((parcel) => (
        <ParcelPart key={parcel.boutique_id} parcel={parcel} />
      ))}
      <LeftOutList left={checkout.left_out} />
      <AddressPart known={addresses} value={to} missing={missing} onChange={setTo} />
      <Part title={texts.how}>
        <Ways chosen={way} onChoose={setWay} />
      </Part>
      <Sum goods={checkout.goods} delivery={checkout.delivery} total={checkout.total} />
      {place.error && (
        <Typography role="alert" color="error" sx={{ mt: 2, fontWeight: 500 }}>
          {hasChanged ? texts.changed : messageOf(place.error)}
        </Typography>
      )}
      <Button
        type="submit"
        variant="contained"
        size="large"
        fullWidth
        loading={place.isPending || pay.isPending}
        disabled={chosenWay === undefined}
        sx={{ mt: 3 }}
      >
        {texts.pay(formatMoney(checkout.total))}
      </Button>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {texts.held}
      </Typography>
    </Box>
  );
}

function ParcelPart({ parcel }: { parcel: CheckoutParcel }) {
  const texts = useOrderTexts();
  const cost = parcel.delivery.amount === 0 ? texts.free : formatMoney(parcel.delivery);
  return (
    <Part title={parcel.boutique_name}>
      <Typography variant="body2" color="textSecondary">
        {`${texts.delivery}: ${cost} · ${texts.days(parcel.days_min, parcel.days_max)}`}
      </Typography>
      <Pieces pieces={parcel.lines} />
    </Part>
  );
}
