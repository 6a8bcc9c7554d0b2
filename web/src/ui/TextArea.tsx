/** Several lines to write on; it grows with what is written. */
import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';
import { Described, describedBy } from './Described';
import { LINE } from './Field';

interface Props {
  label: string;
  name?: string;
  value: string;
  onChange: (value: string) => void;
  maxLength?: number;
  hint?: ReactNode;
  error?: ReactNode;
}

export function TextArea({ label, name, value, onChange, maxLength, hint, error }: Props) {
  const id = useId();
  return (
    <Described id={id} label={label} hint={hint} error={error}>
      <Box sx={LINE} data-invalid={error ? true : undefined}>
        <Box
          component="textarea"
          id={id}
          name={name}
          rows={3}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          sx={AREA}
        />
      </Box>
    </Described>
  );
}

const AREA = {
  flex: 1,
  minWidth: 0,
  py: 1.25,
  px: 0,
  border: 0,
  resize: 'vertical',
  fieldSizing: 'content',
  background: 'none',
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem', // below 16 pixels, phones zoom into the page
  lineHeight: 1.5,
  '&:focus-visible': { outline: 'none' },
} as const;
