/** Tiles side by side, as many as fit; before they are there, grey ones of the same size. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { Children, type ReactNode } from 'react';
import { useIsLater } from '@/lib/firstDraw';
import { useTexts } from '@/lib/texts';

const GRID = {
  display: 'grid',
  columnGap: { xs: 1.5, md: 2.5 },
  rowGap: { xs: 3, md: 4.5 },
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(44%, 220px), 1fr))',
};

const FIRST = 4; // tiles that a phone shows

export function TileGrid({ label, children }: { label: string; children: ReactNode }) {
  const isLater = useIsLater();
  return (
    <Box role="region" aria-label={label} sx={GRID}>
      {Children.toArray(children).slice(0, isLater ? undefined : FIRST)}
    </Box>
  );
}

export function TileGridSkeleton({ count = 8 }: { count?: number }) {
  const { common } = useTexts();
  return (
    <Box aria-busy="true" aria-label={common.loading} role="status" sx={GRID}>
      {Array.from({ length: count }, (_, index) => (
        <Box key={index}>
          <Skeleton variant="rounded" sx={{ aspectRatio: '3 / 4', height: 'auto', mb: 1.25 }} />
          <Skeleton variant="text" width="75%" sx={{ fontSize: '0.875rem', lineHeight: 1.5 }} />
          <Skeleton variant="text" width="40%" sx={{ fontSize: '0.8125rem', lineHeight: 1.4 }} />
        </Box>
      ))}
    </Box>
  );
}
