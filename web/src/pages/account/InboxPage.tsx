/** What the shop had to tell: newest first, each read once it was in sight. */
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Told, User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { ChannelSwitches } from '@/features/notifications/ChannelSwitches';
import { inboxQuery, useInbox } from '@/features/notifications/inbox';
import { linesOf, titleOf } from '@/features/notifications/news';
import { formatAgo } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { useInboxTexts } from '@/lib/texts/inbox';
import { Trouble } from '@/pages/Trouble';
import { CornerButton } from '@/ui/CornerButton';
import { LinkButton } from '@/ui/LinkButton';
import { MoreButton } from '@/ui/MoreButton';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { Seams } from '@/ui/Seams';
import { TextLink } from '@/ui/TextLink';
import { CrossIcon } from '@/ui/icons';
import { AccountFrame } from './AccountFrame';

export default function InboxPage() {
  const user = useUser();
  return user && <InboxOf key={user.id} user={user} />;
}

function InboxOf({ user }: { user: User }) {
  const texts = useInboxTexts();
  const { common } = useTexts();
  const { data, error, refetch, ...more } = useInfiniteQuery(inboxQuery(user.id));
  const { readAll, remove } = useInbox(user.id);
  const told = data?.pages.flatMap(({ items }) => items);
  const hasUnread = (data?.pages[0]?.unread_count ?? 0) > 0;
  const read = useEffectEvent(() => readAll.mutate());
  useEffect(() => {
    if (hasUnread) return () => read(); // read when she leaves, so that what is new stands out until then
    return undefined;
  }, [hasUnread]);
  return (
    <AccountFrame user={user}>
      <PageTitle title={texts.title} />
      {!told && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!told && !error && <Skeleton variant="rounded" height={240} aria-label={common.loading} />}
      {told?.length === 0 && (
        <Seams title={texts.empty} text={texts.emptyText}>
          <LinkButton to="/alerts" variant="contained">
            {texts.toAlerts}
          </LinkButton>
        </Seams>
      )}
      {told && told.length > 0 && (
        <>
          <Box component="ul" aria-label={texts.title} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {told.map((one) => (
              <Line key={one.id} told={one} onRemove={() => remove.mutate(one.id)} />
            ))}
          </Box>
          <MoreButton {...more} />
        </>
      )}
      <Part title={texts.channels}>
        <ChannelSwitches userId={user.id} />
      </Part>
    </AccountFrame>
  );
}

function Line({ told, onRemove }: { told: Told; onRemove: () => void }) {
  const texts = useInboxTexts();
  const title = titleOf(told);
  return (
    <Box component="li" data-unread={told.read_at === null || undefined} sx={LINE}>
      <Box sx={{ minWidth: 0 }}>
        <TextLink to={told.link} underline="hover" sx={{ fontWeight: 600 }}>
          {title}
        </TextLink>
        {linesOf(told).map((line) => (
          <Box key={line} sx={{ typography: 'body2' }}>
            {line}
          </Box>
        ))}
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{formatAgo(told.created_at)}</Box>
      </Box>
      <CornerButton label={texts.remove(title)} onClick={onRemove}>
        <CrossIcon fontSize="small" />
      </CornerButton>
    </Box>
  );
}

const LINE = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'center',
  columnGap: 2,
  py: 1.5,
  pl: 1.5,
  borderTop: 1,
  borderLeft: 3,
  borderColor: 'divider',
  borderLeftColor: 'transparent',
  '&[data-unread]': { borderLeftColor: 'secondary.main' },
} as const;
