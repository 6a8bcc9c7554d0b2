/** What the boutique can do with a parcel now: one step on, or money back. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { ParcelToSend } from '@/api/types';
import { ShipQuestion } from '@/features/orders/ShipQuestion';
import { type Step, useParcelStep } from '@/features/orders/parcels';
import { RefundQuestion } from '@/features/payments/RefundQuestion';
import { formatMoney } from '@/lib/money';
import { useParcelTexts } from '@/lib/texts/parcels';

export function ParcelSteps({ parcel }: { parcel: ParcelToSend }) {
  const { id, state } = parcel;
  const texts = useParcelTexts();
  const step = useParcelStep(id);
  const [asked, setAsked] = useState<'ship' | 'refund' | null>(null);
  const [given, setGiven] = useState('');
  const close = () => setAsked(null);
  const isConflict = step.error instanceof Problem && step.error.status === 409;
  const error = step.error && (isConflict ? texts.moved : messageOf(step.error));
  const maySend = state === 'to_pack' || state === 'packed';
  const isAskedToShip = asked === 'ship' && maySend;
  const simple = (to: Exclude<Step['to'], 'shipped'>, label: string) => (
    <Button
      variant="contained"
      loading={step.isPending && step.variables.to === to}
      disabled={step.isPending}
      onClick={() => step.mutate({ to })}
    >
      {label}
    </Button>
  );
  return (
    <Box sx={{ display: 'grid', gap: 1.5, mt: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {state === 'to_pack' && simple('packed', texts.packed)}
        {maySend && (
          <Button
            variant={state === 'packed' ? 'contained' : 'outlined'}
            disabled={step.isPending}
            onClick={() => {
              step.reset();
              setAsked('ship');
            }}
          >
            {texts.sent}
          </Button>
        )}
        {state === 'shipped' && simple('delivered', texts.arrived)}
        {state === 'return_requested' && simple('returned', texts.returned)}
        {state !== 'cancelled' && (
          <Button variant="outlined" color="error" onClick={() => setAsked('refund')}>
            {texts.refund}
          </Button>
        )}
      </Box>
      {error && !isAskedToShip && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {error}
        </Typography>
      )}
      <Typography role="status">{given}</Typography>
      {isAskedToShip && (
        <ShipQuestion
          isBusy={step.isPending}
          error={error}
          onSend={(sent) => step.mutate({ to: 'shipped', sent }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'refund' && (
        <RefundQuestion
          parcel={parcel}
          onDone={({ amount }) => {
            setGiven(texts.refunded(formatMoney(amount)));
            close();
          }}
          onClose={close}
        />
      )}
    </Box>
  );
}
