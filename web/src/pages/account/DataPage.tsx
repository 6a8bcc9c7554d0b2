/** The shopper's data: to take along, and to erase. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import { complaintAboutLeaving, useExport, useLeaving } from '@/features/accounts/leaving';
import { useUser } from '@/features/accounts/useUser';
import { useTexts } from '@/lib/texts';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { PasswordField } from '@/ui/PasswordField';
import { Question } from '@/ui/Question';
import { AccountFrame } from './AccountFrame';

export default function DataPage() {
  const { account } = useTexts();
  const user = useUser();
  if (!user) return null;
  return (
    <AccountFrame user={user}>
      <PageTitle title={account.data} />
      <Part title={account.download} text={account.downloadText}>
        <Export />
      </Part>
      <Part title={account.leave} text={account.leaveText}>
        <Leave />
      </Part>
    </AccountFrame>
  );
}

function Export() {
  const { account } = useTexts();
  const all = useExport();
  return (
    <>
      <Button variant="outlined" loading={all.isPending} onClick={() => all.mutate()}>
        {account.downloadNow}
      </Button>
      <Typography role="status" variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {all.isSuccess && account.downloaded}
      </Typography>
      {all.isError && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {messageOf(all.error)}
        </Typography>
      )}
    </>
  );
}

function Leave() {
  const { account, signing } = useTexts();
  const [isAsked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const leave = useLeaving();
  const told = complaintAboutLeaving(leave.error);
  const close = () => {
    setAsked(false);
    setPassword('');
    setMissing(false);
    leave.reset();
  };
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setAsked(true)}>
        {account.leave}
      </Button>
      {isAsked && (
        <Question
          title={account.leaveTitle}
          text={account.leaveText}
          action={account.leaveNow}
          isBusy={leave.isPending}
          error={told.general ?? null}
          onNo={close}
          onYes={() => {
            setMissing(!password);
            if (password) leave.mutate(password);
          }}
        >
          <Box>
            <PasswordField
              label={account.leavePassword}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(value) => {
                setPassword(value);
                setMissing(false);
                if (leave.isError) leave.reset();
              }}
              error={isMissing ? signing.passwordMissing : told.password}
            />
          </Box>
        </Question>
      )}
    </>
  );
}
