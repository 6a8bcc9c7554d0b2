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
import { useTexts } from '@/lib/texts';
import { ActionPlace } from '@/ui/ActionBar';
import { Notice } from '@/ui/Notice';
import { pageWidth } from '@/ui/tokens';
import { BottomBar, TopBar } from './Navigation';
import { UpdateBar } from './UpdateBar';

export function Shell() {
  useSwipeDelivery(useUser()?.id ?? null);
  const isKnown = useSignal(session).state !== 'unknown';
  const { common } = useTexts();
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <Box component="a" href="#content" sx={SKIP}>
        {common.skipToContent}
      </Box>
      <UpdateBar />
      <TopBar />
      <Box component="main" id="content" tabIndex={-1} sx={MAIN}>
        {isKnown ? <Outlet /> : <Returning />}
      </Box>
      <Box sx={{ position: 'sticky', bottom: 0, zIndex: 'appBar' }}>
        <ActionPlace />
        <BottomBar />
      </Box>
    </Box>
  );
}

/** Someone who was signed in comes back: the refresh cookie says who. */
function Returning() {
  const { common, navigation } = useTexts();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (error === null) validToken().catch(setError);
  }, [error]);
  if (error === null) return <LinearProgress aria-label={navigation.returning} />;
  return (
    <Notice isError title={navigation.returningFailed} text={messageOf(error)}>
      <Button variant="contained" onClick={() => setError(null)}>
        {common.tryAgain}
      </Button>
    </Notice>
  );
}

const MAIN = {
  flex: 1,
  width: 1,
  maxWidth: pageWidth,
  mx: 'auto',
  px: { xs: 2, md: 4 },
  pt: { xs: 0.5, md: 4 },
  pb: { xs: 2, md: 6 },
  display: 'flex',
  flexDirection: 'column',
  outline: 'none',
} as const;

/** Seen only by those who walk with the keyboard. */
const SKIP = {
  position: 'fixed',
  top: 8,
  left: 8,
  zIndex: 'tooltip',
  px: 2,
  py: 1.5,
  borderRadius: 1,
  bgcolor: 'primary.main',
  color: 'primary.contrastText',
  '&:not(:focus)': { transform: 'translateY(-200%)' },
} as const;
