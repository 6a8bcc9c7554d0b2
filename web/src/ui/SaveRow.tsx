/** The end of a form: the button that saves, and what became of it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTexts } from '@/lib/texts';

interface Props {
  /** Something differs from what is saved. */
  isChanged: boolean;
  isBusy: boolean;
  isSaved: boolean;
  error: string | null;
}

export function SaveRow({ isChanged, isBusy, isSaved, error }: Props) {
  const { account, common } = useTexts();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Button type="submit" variant={isChanged ? 'contained' : 'outlined'} loading={isBusy}>
        {common.save}
      </Button>
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary' }}>
        {isChanged && !isBusy && !error && account.unsaved}
        {!isChanged && isSaved && account.saved}
      </Box>
      {error && (
        <Box role="alert" sx={{ flex: '1 0 100%', color: 'error.main', fontWeight: 500 }}>
          {error}
        </Box>
      )}
    </Box>
  );
}
