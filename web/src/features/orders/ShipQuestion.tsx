/** Who carries a parcel, and how to follow it. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { Shipment } from '@/api/types';
import { useParcelTexts } from '@/lib/texts/parcels';
import { Field } from '@/ui/Field';
import { Question } from '@/ui/Question';
import { NO_SHIPMENT, type ShipmentField, trimmed, wrongIn } from './shipment';

interface Props {
  isBusy: boolean;
  error: string | null;
  onSend: (sent: Shipment) => void;
  onClose: () => void;
}

export function ShipQuestion({ isBusy, error, onSend, onClose }: Props) {
  const texts = useParcelTexts();
  const [sent, setSent] = useState(NO_SHIPMENT);
  const [isTried, setTried] = useState(false);
  const wrong = isTried ? wrongIn(sent) : [];
  const set = (field: ShipmentField) => (value: string) => setSent({ ...sent, [field]: value });
  const send = () => {
    setTried(true);
    if (wrongIn(sent).length === 0) onSend(trimmed(sent));
  };
  return (
    <Question
      title={texts.sentTitle}
      text={texts.sentText}
      action={texts.sent}
      colour="primary"
      isBusy={isBusy}
      error={error}
      onYes={send}
      onNo={onClose}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Field
          label={texts.carrier}
          name="carrier"
          maxLength={60}
          value={sent.carrier}
          onChange={set('carrier')}
          error={wrong.includes('carrier') ? texts.noCarrier : undefined}
        />
        <Field
          label={texts.tracking}
          name="tracking"
          maxLength={80}
          autoComplete="off"
          value={sent.tracking}
          onChange={set('tracking')}
        />
        <Field
          label={texts.link}
          name="tracking_url"
          type="url"
          maxLength={800}
          autoComplete="off"
          value={sent.tracking_url}
          onChange={set('tracking_url')}
          error={wrong.includes('tracking_url') ? texts.noLink : undefined}
        />
      </Box>
    </Question>
  );
}
