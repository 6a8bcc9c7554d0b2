/** One of many, such as a country: its label above, a hint or what is wrong below, the browser's own list between. */
import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';
import { Described, describedBy } from './Described';
import { LINE } from './Field';

interface Props {
  label: string;
  name: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  autoComplete?: string;
  hint?: ReactNode;
  error?: ReactNode;
}

export function SelectField({ label, name, value, choices, onChange, ...more }: Props) {
  const { autoComplete, hint, error } = more;
  const id = useId();
  return (
    <Described id={id} label={label} hint={hint} error={error}>
      <Box sx={LINE} data-invalid={error ? true : undefined}>
        <Box
          component="select"
          id={id}
          name={name}
          autoComplete={autoComplete}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          onChange={(event) => onChange(event.target.value)}
          sx={SELECT}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Box>
      </Box>
    </Described>
  );
}

const SELECT = {
  flex: 1,
  minWidth: 0,
  minHeight: 48,
  p: 0,
  border: 0,
  background: 'none',
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem',
  '&:focus-visible': { outline: 'none' },
  '& option': { bgcolor: 'background.paper', color: 'text.primary' },
} as const;
