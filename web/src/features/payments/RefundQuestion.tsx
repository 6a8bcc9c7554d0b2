/** Money to give back for a parcel: how much of it, and why. */
import Box from '@mui/material/Box';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { Refund } from '@/api/types';
import { amountOf } from '@/lib/amount';
import { formatMoney } from '@/lib/money';
import { type ParcelTexts, useParcelTexts } from '@/lib/texts/parcels';
import { newUuid } from '@/lib/uuid';
import { Field } from '@/ui/Field';
import { Question } from '@/ui/Question';
import { useRefunding } from './payments';

const LEAST_REASON = 3; // characters, as the shop asks for

interface Props {
  parcelId: string;
  currency: string;
  onDone: (refund: Refund) => void;
  onClose: () => void;
}

export function RefundQuestion({ parcelId, currency, onDone, onClose }: Props) {
  const texts = useParcelTexts();
  const [key] = useState(newUuid); // one for each question: what is sent twice goes back once
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const refund = useRefunding(parcelId);
  const isAll = words.trim() === '';
  const amount = amountOf(words, currency);
  const isAmountWrong = !isAll && amount === null;
  const isReasonWrong = reason.trim().length < LEAST_REASON;
  const give = () => {
    setTried(true);
    if (isAmountWrong || isReasonWrong) return;
    refund.mutate({ key, amount, reason: reason.trim() }, { onSuccess: onDone });
  };
  return (
    <Question
      title={texts.refundTitle}
      text={texts.refundText}
      action={texts.refund}
      isBusy={refund.isPending}
      error={refund.error && complaintOf(refund.error, texts)}
      onYes={give}
      onNo={onClose}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Field
          label={texts.amount(currency)}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          value={words}
          onChange={setWords}
          hint={amount === null ? texts.allLeft : texts.amountHint(formatMoney({ amount, currency }))}
          error={isTried && isAmountWrong ? texts.noAmount : undefined}
        />
        <Field
          label={texts.reason}
          name="reason"
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={setReason}
          hint={texts.reasonHint}
          error={isTried && isReasonWrong ? texts.noReason : undefined}
        />
      </Box>
    </Question>
  );
}

function complaintOf(error: Error, texts: ParcelTexts): string {
  if (!(error instanceof Problem)) return messageOf(error);
  if (error.status === 404) return texts.notPaid;
  // The same question, asked before and still in work, is a conflict too, and says when to ask again.
  return error.status === 409 && error.retryAfterSeconds === null ? texts.tooMuch : messageOf(error);
}
