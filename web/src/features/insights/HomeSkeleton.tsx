/** What a boutique's first page looks like before its figures are there. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTexts } from '@/lib/texts';

export function HomeSkeleton() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} sx={{ mt: 3 }}>
      <Skeleton variant="rounded" height={72} sx={{ mb: 1.5 }} />
      <Skeleton variant="rounded" height={72} sx={{ mb: 6 }} />
      <Skeleton variant="text" width="40%" sx={{ fontSize: '3rem' }} />
      <Skeleton variant="rounded" height={180} />
    </Box>
  );
}
