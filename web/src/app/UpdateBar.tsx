/** Says that a newer build of the app is there; a change of page takes it up as well. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import { update } from '@/lib/worker';

export function UpdateBar() {
  const { common } = useTexts();
  if (!useSignal(update)) return null;
  return (
    <Box role="status" sx={BAR}>
      {common.newVersion}
      <Button onClick={() => window.location.reload()} sx={{ color: 'inherit' }}>
        {common.useNewVersion}
      </Button>
    </Box>
  );
}

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'center',
  columnGap: 1,
  px: 2,
  typography: 'body2',
  bgcolor: 'primary.main',
  color: 'primary.contrastText',
} as const;
