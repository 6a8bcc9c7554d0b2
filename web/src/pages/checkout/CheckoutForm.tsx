/** The order before it is one: every change of price is shown here before the button can be pressed again. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { Address, Checkout, CheckoutAsk } from '@/api/types';
import { AddressPart } from '@/features/orders/AddressPart';
import { DeliveryChoice } from '@/features/orders/DeliveryChoice';
import { Pieces } from '@/features/orders/Pieces';
import { Sum } from '@/features/orders/Sum';
import { type AddressField, type Destination, missingIn, tidied } from '@/features/orders/address';
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
  /** Whether another answer is on its way: what is shown is what was asked before. */
  isStale: boolean;
  addresses: readonly Address[];
  to: Destination;
  onDestination: (to: Destination) => void;
  /** The delivery of a boutique's parcel, by the code of a method. */
  onDelivery: (boutiqueId: number, code: string) => void;
  onChanged: () => void;
}

export function CheckoutForm(props: Props) {
  const { asked, checkout, isStale, addresses, to, onDestination, onDelivery, onChanged } = props;
  const texts = useOrderTexts();
  const navigate = useNavigate();
  const { data: ways = [], isPlaceholderData: areWaysStale } = useQuery(waysQuery(checkout.total));
  const [missing, setMissing] = useState<AddressField[]>([]);
  const [way, setWay] = useState<string | null>(null);
  const [key, setKey] = useState(newUuid);
  const place = usePlacing();
  const pay = usePaying();
  const chosenWay = (ways.find(({ name }) => name === way) ?? ways[0])?.name;
  const isBusy = isStale || areWaysStale || place.isPending || pay.isPending;
  const hasChanged = place.error instanceof Problem && place.error.status === 409;

  const send = (form: HTMLFormElement) => {
    const lacks = to.chosen === null ? missingIn(to.written) : [];
    setMissing(lacks);
    const first = lacks[0] && form.elements.namedItem(lacks[0]);
    if (first instanceof HTMLElement) first.focus();
    if (lacks.length > 0 || isBusy || chosenWay === undefined) return;
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
        send(event.currentTarget);
      }}
    >
      {checkout.parcels.map((parcel) => (
        <Part key={parcel.boutique_id} title={parcel.boutique_name}>
          <DeliveryChoice
            parcel={parcel}
            wished={asked.methods?.[parcel.boutique_id]}
            onChoose={(code) => onDelivery(parcel.boutique_id, code)}
          />
          <Pieces pieces={parcel.lines} />
        </Part>
      ))}
      <LeftOutList left={checkout.left_out} />
      <AddressPart known={addresses} value={to} missing={missing} onChange={onDestination} />
      <Part title={texts.how}>
        <Ways sum={checkout.total} chosen={chosenWay ?? null} onChoose={setWay} />
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
        loading={isBusy}
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
