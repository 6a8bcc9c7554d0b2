/** Tiles in one line that is pushed sideways; the next one peeks in, so that one knows. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';

export function TileRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    // Focusable, so that the arrow keys can push it.
    <Box role="region" aria-label={label} tabIndex={0} sx={ROW}>
      {children}
    </Box>
  );
}

export function TileRowSkeleton() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} sx={{ ...ROW, overflowX: 'hidden' }}>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index}>
          <Skeleton variant="rounded" sx={{ aspectRatio: '3 / 4', height: 'auto', mb: 1.25 }} />
          <Skeleton variant="text" width="75%" sx={{ fontSize: '0.875rem', lineHeight: 1.5 }} />
          <Skeleton variant="text" width="40%" sx={{ fontSize: '0.8125rem', lineHeight: 1.4 }} />
        </div>
      ))}
    </Box>
  );
}

const ROW = {
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: { xs: 'min(42%, 220px)', sm: 'minmax(200px, 1fr)' },
  columnGap: { xs: 1.5, md: 2.5 },
  // As wide as the window on phones, so that tiles leave by its edge.
  mx: { xs: -2, md: 0 },
  px: { xs: 2, md: 0 },
  pb: 1.5,
  overflowX: 'auto',
  scrollSnapType: 'x proximity',
  scrollPaddingInline: { xs: 16, md: 0 },
  scrollbarWidth: 'thin',
  scrollbarColor: 'var(--mui-palette-divider) transparent',
  '& > *': { scrollSnapAlign: 'start' },
} as const;
