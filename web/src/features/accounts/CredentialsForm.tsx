/** What the forms of signing in and up have in common. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { Wait } from '@/ui/Wait';
import type { useCredentials } from './useCredentials';

interface Props {
  credentials: ReturnType<typeof useCredentials>;
  action: string;
  isBusy: boolean;
  children: ReactNode;
}

export function CredentialsForm({ credentials, action, isBusy, children }: Props) {
  const { signing } = useTexts();
  const { form, told, wait, onSubmit, onWaited } = credentials;
  return (
    <Box component="form" ref={form} noValidate onSubmit={onSubmit} sx={{ display: 'grid', gap: 3 }}>
      {told.general && (
        <Box role="alert" sx={{ color: 'error.main', fontWeight: 500 }}>
          {told.general}
        </Box>
      )}
      {children}
      {wait !== undefined && <Wait seconds={wait} say={signing.wait} onOver={onWaited} />}
      <Button
        type="submit"
        variant="contained"
        size="large"
        aria-disabled={wait !== undefined || undefined}
        loading={isBusy}
        sx={{ mt: 1 }}
      >
        {action}
      </Button>
    </Box>
  );
}
