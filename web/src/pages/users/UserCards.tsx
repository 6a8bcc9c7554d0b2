/** Accounts one below the other, on phones. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { formatAgo, formatDay } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { useUserTexts } from '@/lib/texts/users';
import { Standing } from './Standing';
import type { RowsProps } from './UserTable';

export function UserCards({ accounts, ownId, onChange }: RowsProps) {
  const users = useUserTexts();
  return (
    <Box component="ul" aria-label={users.title} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {accounts.map((account) => (
        <Box component="li" key={account.id} sx={CARD}>
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography sx={{ fontWeight: 600 }}>{account.name}</Typography>
            <Typography variant="body2" color="textSecondary">
              {account.email}
            </Typography>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, typography: 'body2', mt: 0.5 }}>
              <span>{users.roles[account.role]}</span>
              <Standing isActive={account.is_active} />
            </Box>
            <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.25 }}>
              {users.seen}: {account.last_login_at ? formatAgo(account.last_login_at) : users.never} ·{' '}
              {users.joined}: {formatDay(account.created_at)}
            </Typography>
          </Box>
          {account.id === ownId ? (
            <Typography variant="body2" color="textSecondary" sx={{ py: 1.5 }}>
              {users.you}
            </Typography>
          ) : (
            <Button
              aria-label={users.change(account.name)}
              onClick={() => onChange(account)}
              sx={{ mr: -2.5 }}
            >
              {users.actions}
            </Button>
          )}
        </Box>
      ))}
    </Box>
  );
}

export function UserSkeleton() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-busy="true" aria-label={common.loading}>
      {Array.from({ length: 8 }, (_, index) => (
        <Box key={index} sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
          <Skeleton variant="text" width="30%" />
          <Skeleton variant="text" width="45%" />
        </Box>
      ))}
    </Box>
  );
}

const CARD = {
  display: 'flex',
  alignItems: 'flex-start',
  gap: 2,
  py: 1.75,
  borderBottom: 1,
  borderColor: 'divider',
} as const;
