/** What a shopper can do about a parcel that was sent: say that it is there, ask to send it back. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { OrderParcel } from '@/api/types';
import { useReceiving, useReturning } from '@/features/orders/orders';
import { formatDay } from '@/lib/locale';
import { useOrderTexts } from '@/lib/texts/orders';
import { Field } from '@/ui/Field';
import { Question } from '@/ui/Question';

const REASON = { least: 3, most: 500 } as const; // letters, as the shop takes them

interface Props {
  orderId: string;
  parcel: OrderParcel;
}

export function ParcelActions({ orderId, parcel }: Props) {
  const texts = useOrderTexts();
  const [isAsked, setAsked] = useState(false);
  const receive = useReceiving(orderId);
  const [now] = useState(Date.now);
  const isOnItsWay = parcel.state === 'shipped';
  const until = parcel.return_until;
  const mayReturn = !until || Date.parse(until) > now;
  if (!isOnItsWay && parcel.state !== 'delivered') return null;
  return (
    <Box sx={{ my: 2, '@media print': { display: 'none' } }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {isOnItsWay && (
          <Button variant="contained" loading={receive.isPending} onClick={() => receive.mutate(parcel.id)}>
            {texts.received}
          </Button>
        )}
        {mayReturn && (
          <Button variant="outlined" onClick={() => setAsked(true)}>
            {texts.sendBack}
          </Button>
        )}
      </Box>
      {until && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {(mayReturn ? texts.returnUntil : texts.returnOver)(formatDay(until))}
        </Typography>
      )}
      {receive.error && (
        <Typography role="alert" color="error" sx={{ mt: 1.5, fontWeight: 500 }}>
          {messageOf(receive.error)}
        </Typography>
      )}
      {isAsked && <ReturnQuestion orderId={orderId} parcel={parcel} onClose={() => setAsked(false)} />}
    </Box>
  );
}

function ReturnQuestion({ orderId, parcel, onClose }: Props & { onClose: () => void }) {
  const texts = useOrderTexts();
  const [reason, setReason] = useState('');
  const [isTooShort, setTooShort] = useState(false);
  const back = useReturning(orderId, parcel.id);
  const send = () => {
    const said = reason.trim();
    setTooShort(said.length < REASON.least);
    if (said.length >= REASON.least) back.mutate(said, { onSuccess: onClose });
  };
  return (
    <Question
      title={texts.sendBackTitle}
      text={texts.sendBackText(parcel.boutique_name)}
      action={texts.sendBack}
      isBusy={back.isPending}
      error={back.error ? messageOf(back.error) : null}
      onNo={onClose}
      onYes={send}
    >
      <Field
        label={texts.reason}
        value={reason}
        onChange={setReason}
        maxLength={REASON.most}
        autoComplete="off"
        error={isTooShort ? texts.reasonMissing : undefined}
      />
    </Question>
  );
}
