/** What can be done about an order now: pay it, cancel it, print it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Order } from '@/api/types';
import { useCancelling, usePaying, waysQuery } from '@/features/payments/payments';
import { useOrderTexts } from '@/lib/texts/orders';
import { newUuid } from '@/lib/uuid';
import { Question } from '@/ui/Question';

export function OrderActions({ order }: { order: Order }) {
  const texts = useOrderTexts();
  const [isAsked, setAsked] = useState(false);
  const [key] = useState(newUuid);
  const cancel = useCancelling(order.id);
  const isPayable = order.state === 'awaiting_payment';
  const isUnpacked = order.parcels.every(({ state }) => state === 'to_pack');
  const mayCancel = isPayable || (order.state === 'paid' && isUnpacked);
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 3, '@media print': { display: 'none' } }}>
      {isPayable && <PayButtons order={order} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {order.paid_at && (
          <Button variant="outlined" onClick={() => window.print()}>
            {texts.print}
          </Button>
        )}
        {mayCancel && (
          <Button variant="outlined" color="error" onClick={() => setAsked(true)}>
            {texts.cancel}
          </Button>
        )}
      </Box>
      {isAsked && (
        <Question
          title={texts.cancelTitle}
          text={texts.cancelText}
          action={texts.cancel}
          isBusy={cancel.isPending}
          error={cancel.error ? messageOf(cancel.error) : null}
          onNo={() => setAsked(false)}
          onYes={() => cancel.mutate(key, { onSuccess: () => setAsked(false) })}
        />
      )}
    </Box>
  );
}

function PayButtons({ order }: { order: Order }) {
  const texts = useOrderTexts();
  const { data: ways } = useQuery(waysQuery(order.total));
  const pay = usePaying();
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {ways?.map(({ name, title }) => (
          <Button
            key={name}
            variant="contained"
            loading={pay.isPending && pay.variables.way === name}
            disabled={pay.isPending}
            onClick={() => pay.mutate({ orderId: order.id, way: name })}
          >
            {texts.payWith(title)}
          </Button>
        ))}
      </Box>
      {pay.error && (
        <Typography role="alert" color="error" sx={{ mt: 1.5, fontWeight: 500 }}>
          {messageOf(pay.error)}
        </Typography>
      )}
    </Box>
  );
}
