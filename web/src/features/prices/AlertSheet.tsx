/** Setting an alert: what to wait for, at which price or drop. */
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AlertWish } from '@/api/types';
import { messageOf } from '@/api/problem';
import { amountOf } from '@/lib/amount';
import { exponentOf, formatMoney } from '@/lib/money';
import { useAlertTexts } from '@/lib/texts/alerts';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { useAlerts } from './alerts';

const KINDS = ['target', 'drop', 'back_in_stock', 'any_change'] as const;
const DROPS = [5, 10, 20, 30] as const;

interface Props {
  userId: number;
  itemId: number;
  name: string;
  size?: string | undefined;
  currency: string;
  /** Where the chart was tapped, or a little below today's price. */
  target: number;
  onClose: () => void;
  onSet: () => void;
}

export function AlertSheet({ userId, itemId, name, size, currency, target, onClose, onSet }: Props) {
  const alerts = useAlertTexts();
  const { set } = useAlerts(userId);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('target');
  const [words, setWords] = useState(() => String(target / 10 ** exponentOf(currency)));
  const [percent, setPercent] = useState<number>(10);
  const amount = amountOf(words, currency);
  const wish: AlertWish = {
    item_id: itemId,
    kind,
    currency,
    ...(size && { size }),
    ...(kind === 'target' && amount !== null && { target: amount }),
    ...(kind === 'drop' && { percent }),
  };
  const isWrong = kind === 'target' && amount === null;
  return (
    <Sheet
      title={alerts.set}
      onClose={onClose}
      actions={
        <>
          {set.error && (
            <Typography role="alert" color="error">
              {messageOf(set.error)}
            </Typography>
          )}
          <Button
            variant="contained"
            disabled={isWrong || set.isPending}
            onClick={() => set.mutate(wish, { onSuccess: onSet })}
          >
            {alerts.tellMe}
          </Button>
        </>
      }
    >
      <Typography sx={{ mb: 2.5 }}>{size ? `${name}, ${size}` : name}</Typography>
      <ChoiceChips
        question={alerts.when}
        choices={KINDS.map((value) => ({ value, label: alerts.kinds[value] }))}
        chosen={[kind]}
        onToggle={setKind}
      />
      {kind === 'target' && (
        <Field
          label={alerts.target(currency)}
          hint={amount === null ? undefined : alerts.targetHint(formatMoney({ amount, currency }))}
          error={isWrong ? alerts.noPrice : undefined}
          inputMode="decimal"
          value={words}
          onChange={setWords}
        />
      )}
      {kind === 'drop' && (
        <ChoiceChips
          question={alerts.by}
          choices={DROPS.map((value) => ({ value, label: `−${value} %` }))}
          chosen={[percent]}
          onToggle={setPercent}
        />
      )}
      <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
        {alerts.how}
      </Typography>
    </Sheet>
  );
}
