/** What surrounds every page, and what must go on whichever page is open. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { messageOf } from '@/api/problem';
import { session, validToken } from '@/api/session';
import { useUser } from '@/features/accounts/useUser';
import { useSwipeDelivery } from '@/features/swipes/useSwipes';
import { useSignal } from '@/lib/signal';
import { Notice } from '@/ui/Notice';
import { BottomBar, TopBar } from './Navigation';

export function Shell() {
  useSwipeDelivery(useUser()?.id ?? null);
  const isKnown = useSignal(session).state !== 'unknown';
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <TopBar />
      <Box
        component="main"
        sx={{
          flex: 1,
          width: 1,
          maxWidth: 1200,
          mx: 'auto',
          px: { xs: 2, md: 3 },
          py: { xs: 1.5, md: 4 },
          display: 'flex',
          flexDirection: 'column',
        }}
      >
        {isKnown ? <Outlet /> : <Returning />}
      </Box>
      <BottomBar />
    </Box>
  );
}

/** Someone who was signed in comes back: the refresh cookie says who. */
function Returning() {
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (error === null) validToken().catch(setError);
  }, [error]);
  if (error === null) return <LinearProgress aria-label="Signing you in" />;
  return (
    <Notice isError title="Modiste could not sign you in" text={messageOf(error)}>
      <Button variant="contained" onClick={() => setError(null)}>
        Try again
      </Button>
    </Notice>
  );
}
