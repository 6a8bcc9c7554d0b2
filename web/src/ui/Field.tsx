/** A line to write on: its label above, a hint or what is wrong below, a hairline instead of a box. */
import Box from '@mui/material/Box';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { Described, describedBy } from './Described';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange' | 'children'>;

export interface FieldProps extends Native {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** When the label is seen elsewhere already; it is read out all the same. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** A button at the end of the line. */
  end?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function Field({ label, value, onChange, isLabelHidden = false, ...more }: FieldProps) {
  const { hint, error, end, ref, ...native } = more;
  const id = useId();
  return (
    <Described id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <Box sx={LINE} data-invalid={error ? true : undefined}>
        <Box
          component="input"
          {...native}
          ref={ref}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          sx={INPUT}
        />
        {end}
      </Box>
    </Described>
  );
}

/** Under every line of the app that can be written on or chosen from. */
export const LINE = {
  display: 'flex',
  alignItems: 'center',
  borderBottom: 1,
  borderColor: 'edge',
  transition: 'border-color 140ms, box-shadow 140ms',
  '&:hover': { borderColor: 'text.primary' },
  '&:focus-within': { borderColor: 'secondary.main', boxShadow: '0 1px 0 var(--mui-palette-secondary-main)' },
  '&[data-invalid]': { borderColor: 'error.main', boxShadow: '0 1px 0 var(--mui-palette-error-main)' },
} as const;

const INPUT = {
  flex: 1,
  minWidth: 0,
  minHeight: 48,
  p: 0,
  border: 0,
  borderRadius: 0,
  background: 'none',
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem', // below 16 pixels, phones zoom into the page
  '&:focus-visible': { outline: 'none' }, // the line turns red and doubles instead
  '&::placeholder': { color: 'text.secondary', opacity: 1 },
  '&:read-only': { color: 'text.secondary' },
  '&::-webkit-search-cancel-button': { display: 'none' },
  '&:autofill': {
    WebkitTextFillColor: 'var(--mui-palette-text-primary)',
    boxShadow: '0 0 0 100px var(--mui-palette-background-default) inset',
  },
} as const;
