/** The shape of an item's form until the item is there. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTexts } from '@/lib/texts';

export function ItemSkeleton() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} sx={{ display: 'grid', gap: 3, mt: 2 }}>
      {[240, 160, 200].map((height) => (
        <Skeleton key={height} variant="rounded" height={height} />
      ))}
    </Box>
  );
}
