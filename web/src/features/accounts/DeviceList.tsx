/** Where the shopper is signed in; any device can be signed out from here. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { DeviceSession } from '@/api/types';
import { deviceNameOf } from '@/lib/device';
import { formatAgo, formatDay } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { MoreButton } from '@/ui/MoreButton';
import { devicesQuery, useEndDevice, useEndOthers } from './devices';

export function DeviceList({ userId }: { userId: number }) {
  const { account, common } = useTexts();
  const { data, error, refetch, ...more } = useInfiniteQuery(devicesQuery(userId));
  const endOthers = useEndOthers();
  if (!data && error) {
    return (
      <Box role="alert">
        <Typography>{account.devicesTrouble}</Typography>
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {messageOf(error)}
        </Typography>
        <Button variant="outlined" onClick={() => void refetch()}>
          {common.tryAgain}
        </Button>
      </Box>
    );
  }
  if (!data) return <Skeleton variant="rounded" height={168} aria-label={common.loading} />;
  const devices = data.pages.flatMap((page) => page.items);
  return (
    <>
      <Box component="ul" aria-label={account.devices} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {devices.map((device) => (
          <Device key={device.id} device={device} />
        ))}
      </Box>
      <MoreButton {...more} />
      {devices.length > 1 && (
        <Button
          variant="outlined"
          loading={endOthers.isPending}
          onClick={() => endOthers.mutate()}
          sx={{ mt: 3 }}
        >
          {account.endOthers}
        </Button>
      )}
      <Typography role="status" variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {endOthers.isSuccess && account.othersEnded}
      </Typography>
      {endOthers.isError && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {messageOf(endOthers.error)}
        </Typography>
      )}
    </>
  );
}

function Device({ device }: { device: DeviceSession }) {
  const { account } = useTexts();
  const end = useEndDevice();
  const name = deviceNameOf(device.device);
  const times = [
    ...(device.is_current ? [] : [account.lastUsed(formatAgo(device.last_used_at))]),
    account.since(formatDay(device.created_at)),
  ];
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>
          {name}
          {device.is_current && (
            <Box component="span" sx={CURRENT}>
              {account.thisDevice}
            </Box>
          )}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {[times.join(', '), device.address].filter(Boolean).join(' · ')}
        </Typography>
        {end.isError && (
          <Typography role="alert" variant="body2" color="error">
            {messageOf(end.error)}
          </Typography>
        )}
      </Box>
      {!device.is_current && (
        <Button
          aria-label={account.endThe(name)}
          loading={end.isPending}
          onClick={() => end.mutate(device.id)}
          sx={{ mr: -2.5 }}
        >
          {account.endDevice}
        </Button>
      )}
    </Box>
  );
}

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  minHeight: 76,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
} as const;

/** A stitch of thread before what is here. */
const CURRENT = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 0.75,
  ml: 1.5,
  typography: 'body2',
  color: 'secondary.main',
  fontWeight: 500,
  '&::before': { content: '""', width: 14, height: 3, borderRadius: 2, bgcolor: 'secondary.main' },
} as const;
