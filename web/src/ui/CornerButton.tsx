/** A small round button over a picture's corner; what can be pressed is larger than what is seen. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

export function CornerButton({ label, onClick, children }: Props) {
  return (
    <ButtonBase aria-label={label} onClick={onClick} sx={BUTTON}>
      <Box component="span" sx={CIRCLE}>
        {children}
      </Box>
    </ButtonBase>
  );
}

const BUTTON = { width: 48, height: 48, borderRadius: '50%' } as const;

const CIRCLE = {
  display: 'grid',
  placeItems: 'center',
  width: 38,
  height: 38,
  borderRadius: '50%',
  bgcolor: 'background.paper',
  color: 'secondary.main',
  transition: 'transform 140ms',
  'button:hover > &': { transform: 'scale(1.08)' },
  'button:active > &': { transform: 'scale(0.92)' },
  '@media (prefers-reduced-motion: reduce)': {
    transition: 'none',
    'button:hover > &, button:active > &': { transform: 'none' },
  },
} as const;
