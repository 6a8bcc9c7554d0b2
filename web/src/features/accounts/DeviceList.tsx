/** Where the shopper is signed in; any device can be signed out from here. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteMeSessionsOne, getMeSessions } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { endSession } from '@/api/session';
import type { DeviceSession } from '@/api/types';
import { deviceNameOf } from '@/lib/device';

const KEY = ['sessions'];
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const sessionsQuery = infiniteQueryOptions({
  queryKey: KEY,
  queryFn: ({ pageParam, signal }) =>
    getMeSessions({ query: { ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next_cursor ?? undefined,
});

export function DeviceList() {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(sessionsQuery);
  if (error) return <Alert severity="error">{messageOf(error)}</Alert>;
  if (!data) return <Skeleton variant="rounded" height={140} />;
  return (
    <>
      <Box component="ul" aria-label="Signed-in devices" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {data.pages
          .flatMap((page) => page.items)
          .map((device) => (
            <Device key={device.id} device={device} />
          ))}
      </Box>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>Show more</Button>}
    </>
  );
}

function Device({ device }: { device: DeviceSession }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => deleteMeSessionsOne({ path: { session_id: device.id } }),
    onSuccess: () => (device.is_current ? endSession() : queries.invalidateQueries({ queryKey: KEY })),
  });
  const name = deviceNameOf(device.device);
  return (
    <Box
      component="li"
      sx={{ display: 'flex', alignItems: 'center', gap: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          {name} {device.is_current && <Chip size="small" label="This device" />}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {[`Last used ${WHEN.format(new Date(device.last_used_at))}`, device.address]
            .filter(Boolean)
            .join(' · ')}
        </Typography>
        {revoke.isError && <Typography role="alert">{messageOf(revoke.error)}</Typography>}
      </Box>
      {!device.is_current && (
        <Button aria-label={`Sign out ${name}`} loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Sign out
        </Button>
      )}
    </Box>
  );
}
