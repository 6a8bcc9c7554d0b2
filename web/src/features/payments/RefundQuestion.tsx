/** Money to give back for a parcel: how much of it, and why. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import type { ParcelToSend, Refund } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { type ParcelTexts, useParcelTexts } from '@/lib/texts/parcels';
import { newUuid } from '@/lib/uuid';
import { Field } from '@/ui/Field';
import { OneOf } from '@/ui/OneOf';
import { Question } from '@/ui/Question';
import { TickList } from '@/ui/TickList';
import { useRefunding } from './payments';
import { KINDS, type Kind, askOf, piecesOf, priceOf } from './refund';

const LEAST_REASON = 3; // characters, as the shop asks for

interface Props {
  parcel: ParcelToSend;
  onDone: (refund: Refund) => void;
  onClose: () => void;
}

export function RefundQuestion({ parcel, onDone, onClose }: Props) {
  const { currency } = parcel.goods;
  const texts = useParcelTexts();
  const [key] = useState(newUuid); // one for each question: what is sent twice goes back once
  const [kind, setKind] = useState<Kind>('all');
  const [sum, setSum] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const refund = useRefunding(parcel.id);
  const pieces = piecesOf(parcel.lines);
  const asked = askOf({ kind, sum, currency, pieces, ticked });
  const isReasonWrong = reason.trim().length < LEAST_REASON;
  const money = (amount: number) => formatMoney({ amount, currency });
  const give = () => {
    setTried(true);
    if (asked && !isReasonWrong)
      refund.mutate({ key, asked: { ...asked, reason: reason.trim() } }, { onSuccess: onDone });
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
        <OneOf
          question={texts.howMuch}
          choices={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
          chosen={kind}
          onChoose={setKind}
        />
        {kind === 'all' && <Typography color="textSecondary">{texts.allLeft}</Typography>}
        {kind === 'pieces' && (
          <Box role="group" aria-label={texts.kinds.pieces}>
            <TickList
              narrowest="100%"
              ticks={pieces.map(({ key: value, label, price }) => ({
                value,
                label: `${label}, ${money(price)}`,
                isOn: ticked.has(value),
              }))}
              onToggle={(value) => setTicked(toggled(ticked, value))}
            />
            <Typography role="status" variant="body2" color={isTried && !asked ? 'error' : 'textSecondary'}>
              {asked ? texts.amountHint(money(priceOf(pieces, ticked))) : texts.noPieces}
            </Typography>
          </Box>
        )}
        {kind === 'sum' && (
          <Field
            label={texts.amount(currency)}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            value={sum}
            onChange={setSum}
            hint={asked?.amount ? texts.amountHint(money(asked.amount)) : undefined}
            error={isTried && !asked ? texts.noAmount : undefined}
          />
        )}
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

function toggled(ticked: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(value)) next.add(value);
  return next;
}

function complaintOf(error: Error, texts: ParcelTexts): string {
  if (!(error instanceof Problem)) return messageOf(error);
  if (error.status === 404) return texts.notPaid;
  // The same question, asked before and still in work, is a conflict too, and says when to ask again.
  return error.status === 409 && error.retryAfterSeconds === null ? texts.tooMuch : messageOf(error);
}
