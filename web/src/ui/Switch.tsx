/** On or off, at once. */
import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function Switch({ label, hint, isOn, onChange }: Props) {
  const id = useId();
  return (
    <Box component="label" sx={ROW}>
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ display: 'block', typography: 'body2', fontWeight: 600 }}>
          {label}
        </Box>
        {hint && (
          <Box component="span" id={id} sx={{ typography: 'body2', color: 'text.secondary' }}>
            {hint}
          </Box>
        )}
      </Box>
      <Box
        component="input"
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={hint ? id : undefined}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        sx={SWITCH}
      />
    </Box>
  );
}

const ROW = { display: 'flex', alignItems: 'center', gap: 2, minHeight: 48, cursor: 'pointer' } as const;

const SWITCH = {
  flex: 'none',
  appearance: 'none',
  position: 'relative',
  width: 52,
  height: 32,
  m: 0,
  border: 1,
  borderColor: 'edge',
  borderRadius: 999,
  cursor: 'pointer',
  transition: 'background-color 140ms, border-color 140ms',
  '&::before': {
    content: '""',
    position: 'absolute',
    top: 5,
    left: 6,
    width: 20,
    height: 20,
    borderRadius: '50%',
    bgcolor: 'edge',
    transition: 'transform 140ms, background-color 140ms',
  },
  '&:checked': { bgcolor: 'primary.main', borderColor: 'primary.main' },
  '&:checked::before': { transform: 'translateX(18px)', bgcolor: 'primary.contrastText' },
  '@media (prefers-reduced-motion: reduce)': { '&::before': { transition: 'none' } },
} as const;
