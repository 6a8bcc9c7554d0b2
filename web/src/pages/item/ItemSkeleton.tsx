/** An item's page while the item is on its way: the same places, still grey. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTexts } from '@/lib/texts';
import { COLUMNS, WORDS } from './columns';

export function ItemSkeleton() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} data-many sx={COLUMNS}>
      <Box sx={{ mx: { xs: -2, md: 0 }, ml: { md: '92px' } }}>
        <Skeleton
          variant="rounded"
          sx={{ aspectRatio: '3 / 4', height: 'auto', borderRadius: { xs: 0, md: 1 } }}
        />
      </Box>
      <Box sx={WORDS}>
        <div>
          <Skeleton variant="text" width="30%" sx={{ minHeight: 44 }} />
          <Skeleton variant="text" width="80%" sx={{ typography: 'h1' }} />
          <Skeleton variant="text" width="20%" sx={{ mt: 1.5, fontSize: '1.25rem' }} />
        </div>
        <Skeleton variant="rounded" height={118} />
        <Skeleton variant="rounded" height={48} width="60%" sx={{ display: { xs: 'none', md: 'block' } }} />
        <Skeleton variant="rounded" height={96} />
        <Skeleton variant="rounded" height={380} />
      </Box>
    </Box>
  );
}
