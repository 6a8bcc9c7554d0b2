/** What a page offers on a phone at any time: a bar that stands on the navigation below. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Signal, useSignal } from '@/lib/signal';

const place = new Signal<HTMLElement | null>(null);

/** Where the shell keeps room for it. */
export function ActionPlace() {
  return <div ref={(element) => place.set(element)} />;
}

export function ActionBar({ children }: { children: ReactNode }) {
  const room = useSignal(place);
  if (!room) return null;
  return createPortal(
    <Box sx={{ containerType: 'inline-size' }}>
      <Box sx={BAR}>{children}</Box>
    </Box>,
    room,
  );
}

const BAR = {
  display: { xs: 'flex', md: 'none' },
  alignItems: 'center',
  gap: 1.5,
  px: 2,
  py: 1,
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
  textAlign: 'center',
  // Long words and large letters: one below the other rather than one over the other.
  '@container (max-width: 22rem)': { flexWrap: 'wrap' },
} as const;
