/** Mail and push: on or off, at once. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { canPush, subscribe, unsubscribe } from '@/api/push';
import { useInboxTexts } from '@/lib/texts/inbox';
import { Switch } from '@/ui/Switch';
import { channelsQuery, pushQuery, useInbox } from './inbox';

export function ChannelSwitches({ userId }: { userId: number }) {
  const inbox = useInboxTexts();
  const { data } = useQuery(channelsQuery(userId));
  const { data: isPushed = false } = useQuery(pushQuery);
  const queries = useQueryClient();
  const { channels } = useInbox(userId);
  const push = useMutation({
    mutationFn: async (isOn: boolean) => {
      if (!isOn) return unsubscribe();
      const isGranted = await subscribe();
      if (isGranted) await channels.mutateAsync({ push: true });
    },
    onSettled: () => queries.invalidateQueries(pushQuery),
  });
  if (!data) return null;
  const isRefused = push.isSuccess && push.variables && Notification.permission !== 'granted';
  const trouble = push.error ?? channels.error;
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 460 }}>
      <Switch
        label={inbox.mail}
        hint={inbox.mailHint}
        isOn={data.mail}
        onChange={(mail) => channels.mutate({ mail })}
      />
      {canPush() && (
        <Switch
          label={inbox.push}
          hint={inbox.pushHint}
          isOn={push.isPending ? push.variables : data.push && isPushed}
          onChange={(isOn) => push.mutate(isOn)}
        />
      )}
      {(trouble !== null || isRefused) && (
        <Typography role="alert" color="error">
          {isRefused ? inbox.pushRefused : messageOf(trouble)}
        </Typography>
      )}
    </Box>
  );
}
