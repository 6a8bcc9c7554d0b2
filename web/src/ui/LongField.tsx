/** Several lines to write on: grows with what is written. */
import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';
import { Described, describedBy } from './Described';
import { LINE } from './Field';

interface Props {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  maxLength?: number;
  hint?: ReactNode;
}

export function LongField({ label, name, value, onChange, maxLength, hint }: Props) {
  const id = useId();
  return (
    <Described id={id} label={label} hint={hint}>
      <Box sx={LINE}>
        <Box
          component="textarea"
          id={id}
          name={name}
          rows={4}
          maxLength={maxLength}
          value={value}
          aria-describedby={describedBy(id, hint, undefined)}
          onChange={(event) => onChange(event.target.value)}
          sx={AREA}
        />
      </Box>
    </Described>
  );
}

const AREA = {
  flex: 1,
  minWidth: 0,
  minHeight: 120,
  maxHeight: '60vh',
  px: 0,
  py: 1.25,
  border: 0,
  background: 'none',
  color: 'text.primary',
  font: 'inherit',
  fontSize: '1.0625rem',
  lineHeight: 1.5,
  resize: 'vertical',
  fieldSizing: 'content',
  '&:focus-visible': { outline: 'none' },
} as const;
