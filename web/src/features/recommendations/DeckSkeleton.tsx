/** The place of the first card while it is on its way. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

export function DeckSkeleton() {
  return (
    <Box
      role="status"
      aria-label="Loading your deck"
      sx={{ flex: 1, minHeight: 320, display: 'flex', flexDirection: 'column' }}
    >
      <Skeleton variant="rounded" sx={{ flex: 1, borderRadius: '20px' }} />
    </Box>
  );
}
