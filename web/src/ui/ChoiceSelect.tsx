/** One of a few, such as an order: the browser's own list in our clothes, since phones know best how to show it. */
import Box from '@mui/material/Box';
import type { Choice } from './ChoiceChips';
import { radius } from './tokens';

interface Props<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

export function ChoiceSelect<Value extends string>({ label, choices, value, onChange }: Props<Value>) {
  return (
    <Box component="label" sx={LABEL}>
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {label}
      </Box>
      <Box
        component="select"
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        sx={SELECT}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Box>
    </Box>
  );
}

const LABEL = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 1,
  minWidth: 0,
  maxWidth: 1,
  typography: 'body2',
} as const;

export const ARROW =
  "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23857a70' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6 9.5l6 6 6-6'/%3E%3C/svg%3E\")";

const SELECT = {
  appearance: 'none',
  minWidth: 0,
  minHeight: 48,
  maxWidth: 1,
  pl: 0,
  pr: 3,
  border: 0,
  borderRadius: 1,
  font: 'inherit',
  fontWeight: 600,
  color: 'text.primary',
  background: `${ARROW} no-repeat right center / 18px`,
  textOverflow: 'ellipsis',
  cursor: 'pointer',
  '& option': { bgcolor: 'background.paper', color: 'text.primary', fontWeight: 500 },
  // Browsers that let their list be dressed.
  '@supports (appearance: base-select)': {
    '&, &::picker(select)': { appearance: 'base-select' },
    '&': { display: 'inline-flex', alignItems: 'center' },
    '&::picker-icon': { display: 'none' },
    '&::picker(select)': {
      mt: 0.5,
      p: 1,
      border: '1px solid var(--mui-palette-divider)',
      borderRadius: `${radius.card}px`,
      backgroundColor: 'var(--mui-palette-background-paper)',
      boxShadow: '0 18px 44px -20px rgb(31 26 23 / 0.4)',
    },
    '& option': { minHeight: 44, px: 1.5, borderRadius: '8px', alignItems: 'center', bgcolor: 'transparent' },
    '& option:hover, & option:focus': { bgcolor: 'sunken' },
    '& option:checked': { fontWeight: 600 },
    '& option::checkmark': { color: 'secondary.main' },
  },
} as const;
