/** A price to type; taken when one is done with it, and put back when it is none. */
import Box from '@mui/material/Box';
import { amountOf } from './prices';

interface Props {
  label: string;
  amount: number;
  exponent: number;
  /** The amount as people read it. */
  shown: string;
  onGive: (amount: number) => void;
}

export function PriceField({ label, amount, exponent, shown, onGive }: Props) {
  const give = (input: HTMLInputElement) => {
    const typed = amountOf(input.value, exponent);
    if (typed === undefined) input.value = shown;
    else if (typed !== amount && input.value !== shown) onGive(typed);
  };
  return (
    <Box component="label" sx={FIELD}>
      <span>{label}</span>
      <input
        inputMode="decimal"
        defaultValue={shown}
        maxLength={16}
        onFocus={(event) => event.target.select()}
        onBlur={(event) => give(event.target)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          give(event.currentTarget);
        }}
      />
    </Box>
  );
}

const FIELD = {
  display: 'grid',
  typography: 'caption',
  color: 'text.secondary',
  '& input': {
    width: 1,
    minWidth: 0,
    minHeight: 44,
    p: 0,
    border: 0,
    borderBottom: '1px solid var(--mui-palette-edge)',
    borderRadius: 0,
    background: 'none',
    font: 'inherit',
    fontSize: '1rem',
    fontWeight: 500,
    color: 'text.primary',
  },
} as const;
