/** A price not to go beyond, out of a few, or none. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Money } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { ChoiceChips } from '@/ui/ChoiceChips';

const PRICES = [5_000, 10_000, 20_000, 40_000];
const CURRENCY = 'EUR';

interface Props {
  question: string;
  hint?: string;
  /** What it is called when there is no limit. */
  none: string;
  price: Money | null;
  onChange: (price: Money | null) => void;
}

export function PriceChoice({ question, hint, none, price, onChange }: Props) {
  const amounts = [...new Set([...PRICES, ...(price ? [price.amount] : [])])].sort(
    (one, other) => one - other,
  );
  const currency = price?.currency ?? CURRENCY;
  return (
    <Box>
      <ChoiceChips
        question={question}
        choices={[
          { value: 0, label: none },
          ...amounts.map((amount) => ({ value: amount, label: formatMoney({ amount, currency }) })),
        ]}
        chosen={[price?.amount ?? 0]}
        onToggle={(amount) => onChange(amount ? { amount, currency } : null)}
      />
      {hint && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {hint}
        </Typography>
      )}
    </Box>
  );
}
