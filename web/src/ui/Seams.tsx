/** An empty page: three pattern pieces without cloth, what is missing, and the one thing to do about it. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Notice } from './Notice';

export function Seams({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Box sx={{ pt: { xs: 4, md: 6 } }}>
      <Box aria-hidden sx={PIECES}>
        <span />
        <span />
        <span />
      </Box>
      <Box sx={{ mt: { xs: -2, md: -5 } }}>
        <Notice title={title} text={text}>
          {children}
        </Notice>
      </Box>
    </Box>
  );
}

const PIECES = {
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 84px)',
  gap: 1.5,
  justifyContent: 'center',
  '& > span': {
    aspectRatio: '3 / 4',
    borderRadius: 1,
    border: '2px dashed',
    borderColor: 'edge',
    opacity: 0.55,
  },
  '& > :nth-of-type(2)': { borderColor: 'secondary.main', opacity: 1, transform: 'translateY(-10px)' },
} as const;
