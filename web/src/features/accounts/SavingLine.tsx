/** Says of preferences that save themselves whether they are saved. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Unreachable, messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import type { usePreferences } from './usePreferences';

export function SavingLine({ saving }: { saving: ReturnType<typeof usePreferences> }) {
  const { account, common } = useTexts();
  const { state, error, retry } = saving;
  if (state === 'failed') {
    return (
      <Box role="alert" sx={{ ...LINE, color: 'error.main', fontWeight: 500 }}>
        <span>{error instanceof Unreachable ? account.kept : messageOf(error)}</span>
        {!isRefused(error) && (
          <Button onClick={retry} sx={{ ml: -1 }}>
            {common.tryAgain}
          </Button>
        )}
      </Box>
    );
  }
  const said = { idle: account.autosave, saving: account.saving, saved: account.saved }[state];
  return (
    <Box role="status" sx={{ ...LINE, color: 'text.secondary' }}>
      {said}
    </Box>
  );
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 422;
}

const LINE = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  minHeight: 48,
  typography: 'body2',
} as const;
