/** Accounts as a table, where there is room for one. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Account } from '@/api/types';
import { formatAgo, formatDay } from '@/lib/locale';
import { useUserTexts } from '@/lib/texts/users';
import { HIDDEN } from '@/ui/hidden';
import { Standing } from './Standing';

export interface RowsProps {
  accounts: readonly Account[];
  /** Whoever looks at the list cannot change themselves. */
  ownId: number;
  onChange: (account: Account) => void;
}

export function UserTable({ accounts, ownId, onChange }: RowsProps) {
  const users = useUserTexts();
  return (
    <Box component="table" sx={TABLE}>
      <caption style={HIDDEN}>{users.title}</caption>
      <thead>
        <tr>
          {[users.person, users.role, users.standing, users.seen, users.joined].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">
            <span style={HIDDEN}>{users.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <th scope="row">
              <Box sx={{ fontWeight: 600, color: 'text.primary' }}>{account.name}</Box>
              {account.email}
            </th>
            <td>{users.roles[account.role]}</td>
            <td>
              <Standing isActive={account.is_active} />
            </td>
            <td>{account.last_login_at ? formatAgo(account.last_login_at) : users.never}</td>
            <td>{formatDay(account.created_at)}</td>
            <td>
              {account.id === ownId ? (
                users.you
              ) : (
                <Button
                  aria-label={users.change(account.name)}
                  onClick={() => onChange(account)}
                  sx={{ mr: -2.5 }}
                >
                  {users.actions}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

const TABLE = {
  width: 1,
  borderCollapse: 'collapse',
  typography: 'body2',
  '& th, & td': { p: 0, pr: 3, textAlign: 'left', fontWeight: 400, borderBottom: 1, borderColor: 'divider' },
  '& thead th': { height: 44, color: 'text.secondary', fontWeight: 500 },
  '& tbody th, & tbody td': { height: 68, py: 0.75 },
  '& tbody th': { color: 'text.secondary', overflowWrap: 'anywhere' },
  '& th:last-of-type:not([scope=row]), & td:last-of-type': { pr: 0, textAlign: 'right' },
  '& tbody tr:hover': { bgcolor: 'background.paper' },
} as const;
