/** Mail and push: on or off, at once. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Switch } from '@/ui/Switch';
import { canPush, channelsQuery, subscribe, unsubscribe, useInbox } from './inbox';

export function ChannelSwitches({ userId }: { userId: number }) {
  const { inbox } = useTexts();
  const { data } = useQuery(channelsQuery(userId));
  const { channels } = useInbox(userId);
  const push = useMutation({
    mutationFn: async (isOn: boolean) => {
      if (isOn && !(await subscribe())) throw new Error(inbox.pushRefused);
      if (!isOn) await unsubscribe();
      await channels.mutateAsync({ push: isOn });
    },
  });
  if (!data) return null;
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
          isOn={push.isPending ? push.variables : data.push}
          onChange={(isOn) => push.mutate(isOn)}
        />
      )}
      {trouble && (
        <Typography role="alert" color="error">
          {push.error instanceof Error && push.error.message === inbox.pushRefused
            ? inbox.pushRefused
            : messageOf(trouble)}
        </Typography>
      )}
    </Box>
  );
}
