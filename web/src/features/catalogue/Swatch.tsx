/** A dot of a colour; one that nobody knows by name is drawn as a hatched dot. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { swatchOf } from './swatches';

export function Swatch({ colour, size, children }: { colour: string; size: number; children?: ReactNode }) {
  return (
    <Box
      component="span"
      aria-hidden
      className="swatch"
      style={{ width: size, height: size, background: swatchOf(colour) ?? HATCHED }}
      sx={DOT}
    >
      {children}
    </Box>
  );
}

const HATCHED = 'repeating-linear-gradient(135deg, #d8cfc4 0 3px, #f4efe8 3px 6px)';

const DOT = {
  flex: 'none',
  display: 'inline-grid',
  placeItems: 'center',
  borderRadius: '50%',
  boxShadow: 'inset 0 0 0 1px rgb(31 26 23 / 0.18)',
  '[data-scheme=dark] &': { boxShadow: 'inset 0 0 0 1px rgb(255 255 255 / 0.22)' },
} as const;
