/** The button at the end of a list that has further pages. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTexts } from '@/lib/texts';

interface Props {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

export function MoreButton({ hasNextPage, isFetchingNextPage, fetchNextPage }: Props) {
  const { common } = useTexts();
  if (!hasNextPage) return null;
  return (
    <Box sx={{ mt: 4, textAlign: 'center' }}>
      <Button variant="outlined" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {common.showMore}
      </Button>
    </Box>
  );
}
