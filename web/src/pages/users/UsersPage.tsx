/** The accounts of the shop, for admins: found by words, role and standing. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Account } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { type UserWish, usersQuery } from '@/features/accounts/users';
import { useTexts } from '@/lib/texts';
import { useUserTexts } from '@/lib/texts/users';
import { BackLink } from '@/ui/BackLink';
import { MoreButton } from '@/ui/MoreButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { Snack, type SnackContent } from '@/ui/Snack';
import { Trouble } from '@/pages/Trouble';
import { ChangeUser } from './ChangeUser';
import { UserCards, UserSkeleton } from './UserCards';
import { UserFilters } from './UserFilters';
import { UserTable } from './UserTable';

export default function UsersPage() {
  const users = useUserTexts();
  const { account } = useTexts();
  const me = useUser();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const wish = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const { data, error, refetch, isPlaceholderData, ...more } = useInfiniteQuery(usersQuery(wish));
  const [changed, setChanged] = useState<Account | null>(null);
  const [snack, setSnack] = useState<SnackContent | null>(null);
  const list = data?.pages.flatMap((page) => page.users);
  const narrow = (search: UserWish) => void navigate({ search, replace: true });
  const Rows = isWide ? UserTable : UserCards;
  return (
    <>
      <BackLink to="/me">{account.title}</BackLink>
      <PageTitle title={users.title} />
      <UserFilters wish={wish} onChange={narrow} />
      <Typography role="status" variant="body2" color="textSecondary" sx={{ minHeight: 22, mb: 1 }}>
        {data?.pages[0] && users.count(data.pages[0].count)}
      </Typography>
      {!list && error && <Trouble title={users.trouble} error={error} onRetry={() => void refetch()} />}
      {!list && !error && <UserSkeleton />}
      {list?.length === 0 && (
        <Notice title={users.none} text={users.noneText}>
          <Button variant="contained" onClick={() => narrow({})}>
            {users.showAll}
          </Button>
        </Notice>
      )}
      {list && list.length > 0 && (
        <Box aria-busy={isPlaceholderData} sx={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <Rows accounts={list} ownId={me?.id ?? 0} onChange={setChanged} />
        </Box>
      )}
      <MoreButton {...more} />
      {changed && (
        <ChangeUser
          key={changed.id}
          account={changed}
          onClose={() => setChanged(null)}
          onChanged={(name) => {
            setChanged(null);
            setSnack({ text: users.changed(name) });
          }}
        />
      )}
      <Snack content={snack} onGone={() => setSnack(null)} />
    </>
  );
}
