/** The place of the first card while it is on its way. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTexts } from '@/lib/texts';

export function DeckSkeleton() {
  const { deck } = useTexts();
  return (
    <Box
      role="status"
      aria-label={deck.loading}
      sx={{ flex: 1, minHeight: '20rem', display: 'flex', flexDirection: 'column' }}
    >
      <Skeleton variant="rounded" sx={{ flex: 1, height: 'auto', borderRadius: '22px' }} />
    </Box>
  );
}
