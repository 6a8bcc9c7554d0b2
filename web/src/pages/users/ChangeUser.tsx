/** What an admin can change about somebody: the role, and whether the account is open. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { Account } from '@/api/types';
import { ROLES, type Role, complaintAboutChange, useChangeUser } from '@/features/accounts/users';
import { useUserTexts } from '@/lib/texts/users';
import { Question } from '@/ui/Question';
import { Sheet } from '@/ui/Sheet';

interface Props {
  account: Account;
  onClose: () => void;
  onChanged: (name: string) => void;
}

export function ChangeUser({ account, onClose, onChanged }: Props) {
  const users = useUserTexts();
  const [role, setRole] = useState<Role>(account.role);
  const [isClosing, setClosing] = useState(false);
  const change = useChangeUser();
  const error = complaintAboutChange(change.error);
  const send = (changes: { role?: Role; is_active?: boolean }) =>
    change.mutate({ id: account.id, ...changes }, { onSuccess: () => onChanged(account.name) });
  if (isClosing) {
    return (
      <Question
        title={users.closeTitle(account.name)}
        text={users.closeText}
        action={users.close}
        isBusy={change.isPending}
        error={error}
        onYes={() => send({ is_active: false })}
        onNo={onClose}
      />
    );
  }
  return (
    <Sheet
      title={account.name}
      onClose={onClose}
      actions={
        <Button
          variant="contained"
          disabled={role === account.role}
          loading={change.isPending}
          onClick={() => send({ role })}
        >
          {users.saveRole}
        </Button>
      }
    >
      <Typography color="textSecondary" sx={{ mb: 3, overflowWrap: 'anywhere' }}>
        {account.email}
      </Typography>
      <RoleChoice role={role} onChoose={setRole} />
      {error && (
        <Typography role="alert" color="error" sx={{ mt: 2, fontWeight: 500 }}>
          {error}
        </Typography>
      )}
      <Box sx={{ mt: 4 }}>
        {account.is_active ? (
          <Button variant="outlined" color="error" onClick={() => setClosing(true)}>
            {users.close}
          </Button>
        ) : (
          <Button variant="outlined" loading={change.isPending} onClick={() => send({ is_active: true })}>
            {users.open}
          </Button>
        )}
      </Box>
    </Sheet>
  );
}

function RoleChoice({ role, onChoose }: { role: Role; onChoose: (role: Role) => void }) {
  const users = useUserTexts();
  const name = useId();
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
      <Box component="legend" sx={{ typography: 'h3', p: 0, mb: 0.5 }}>
        {users.role}
      </Box>
      {ROLES.map((value) => (
        <Box key={value} component="label" sx={CHOICE}>
          <Box
            component="input"
            type="radio"
            name={name}
            value={value}
            checked={value === role}
            onChange={() => onChoose(value)}
            sx={RADIO}
          />
          <span>
            <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
              {users.roles[value]}
            </Box>
            <Typography component="span" variant="body2" color="textSecondary">
              {users.roleTexts[value]}
            </Typography>
          </span>
        </Box>
      ))}
    </Box>
  );
}

const CHOICE = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  minHeight: 68,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
  cursor: 'pointer',
} as const;

const RADIO = {
  flex: 'none',
  appearance: 'none',
  width: 26,
  height: 26,
  m: 0,
  border: 1,
  borderColor: 'edge',
  borderRadius: '50%',
  cursor: 'pointer',
  '&:checked': { border: '8px solid', borderColor: 'secondary.main' },
} as const;
