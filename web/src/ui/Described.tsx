/** What stands around a control: its label, its hint, and what is wrong with what it holds. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { HIDDEN } from './hidden';

interface Props {
  id: string;
  label: string;
  isLabelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}

export function Described({ id, label, isLabelHidden = false, hint, error, children }: Props) {
  return (
    <Box sx={{ minWidth: 0 }}>
      {isLabelHidden ? (
        <label htmlFor={id} style={HIDDEN}>
          {label}
        </label>
      ) : (
        <Box component="label" htmlFor={id} sx={LABEL}>
          {label}
        </Box>
      )}
      {children}
      {error ? (
        <Box id={`${id}-error`} role="alert" sx={{ ...NOTE, color: 'error.main', fontWeight: 500 }}>
          {error}
        </Box>
      ) : (
        hint && (
          <Box id={`${id}-hint`} sx={{ ...NOTE, color: 'text.secondary' }}>
            {hint}
          </Box>
        )
      )}
    </Box>
  );
}

/** Which of them a control names in `aria-describedby`. */
export function describedBy(id: string, hint: ReactNode, error: ReactNode): string | undefined {
  if (error) return `${id}-error`;
  return hint ? `${id}-hint` : undefined;
}

const LABEL = { display: 'block', typography: 'body2', fontWeight: 600 } as const;
const NOTE = { typography: 'body2', mt: 0.75 } as const;
