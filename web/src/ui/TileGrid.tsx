/** Tiles side by side, as many as fit; before they are there, grey ones of the same size. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ReactNode } from 'react';

const GRID = {
  display: 'grid',
  gap: { xs: 2, md: 3 },
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(44%, 210px), 1fr))',
};

export function TileGrid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box role="region" aria-label={label} sx={GRID}>
      {children}
    </Box>
  );
}

export function TileGridSkeleton({ count = 8 }: { count?: number }) {
  return (
    <Box aria-busy="true" aria-label="Loading" role="status" sx={GRID}>
      {Array.from({ length: count }, (_, index) => (
        <Box key={index}>
          <Skeleton
            variant="rounded"
            sx={{ aspectRatio: '3 / 4', height: 'auto', mb: 1, borderRadius: '16px' }}
          />
          <Skeleton width="70%" />
          <Skeleton width="40%" />
        </Box>
      ))}
    </Box>
  );
}
