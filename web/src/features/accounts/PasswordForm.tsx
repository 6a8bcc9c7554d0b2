/** Another password: the present one proves who asks, and every other device is signed out. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postMePassword } from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import { type Texts, useTexts } from '@/lib/texts';
import { HIDDEN } from '@/ui/hidden';
import { PasswordField } from '@/ui/PasswordField';
import { Wait } from '@/ui/Wait';
import { NewPasswordField } from './NewPasswordField';
import { checkNewPassword } from './credentials';

interface Wrong {
  current?: string | undefined;
  next?: string | undefined;
  general?: string;
  wait?: number;
}

export function PasswordForm({ email }: { email: string }) {
  const texts = useTexts();
  const { account, signing } = texts;
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [own, setOwn] = useState<Wrong>({});
  const [waited, setWaited] = useState<unknown>(null);
  const change = useMutation({
    mutationFn: () => postMePassword({ body: { current, new: next } }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      return queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const told = complaintsAbout(change.error, texts);
  const wait = change.error === waited ? undefined : told.wait;
  const write = (set: (value: string) => void) => (value: string) => {
    set(value);
    setOwn({});
    if (!change.isIdle && wait === undefined) change.reset();
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found: Wrong = {
          ...(!current && { current: signing.passwordMissing }),
          ...(checkNewPassword(next) && { next: checkNewPassword(next) }),
        };
        setOwn(found);
        if (!Object.keys(found).length && !change.isPending && wait === undefined) change.mutate();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      {/* Password managers want to know whose password it is. */}
      <input
        style={HIDDEN}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <PasswordField
        label={account.currentPassword}
        name="current"
        autoComplete="current-password"
        value={current}
        onChange={write(setCurrent)}
        error={own.current ?? told.current}
      />
      <NewPasswordField
        label={account.newPassword}
        name="new"
        value={next}
        onChange={write(setNext)}
        error={own.next ?? told.next}
      />
      {told.general && (
        <Box role="alert" sx={{ color: 'error.main', fontWeight: 500 }}>
          {told.general}
        </Box>
      )}
      {wait !== undefined && (
        <Wait seconds={wait} say={signing.wait} onOver={() => setWaited(change.error)} />
      )}
      <Box>
        <Button type="submit" variant="outlined" loading={change.isPending}>
          {account.changePassword}
        </Button>
        <Box role="status" sx={{ mt: 1.5, color: 'success.main', fontWeight: 500 }}>
          {change.isSuccess && account.passwordChanged}
        </Box>
      </Box>
    </Box>
  );
}

function complaintsAbout(error: unknown, { account, signing }: Texts): Wrong {
  if (error === null) return {};
  if (!(error instanceof Problem)) return { general: messageOf(error) };
  if (error.status === 403) return { current: account.wrongPassword };
  if (error.status === 422)
    return error.fields.current === undefined ? { next: signing.weak } : { current: account.wrongPassword };
  if (error.status === 429) return { wait: error.retryAfterSeconds ?? 1 };
  return { general: messageOf(error) };
}
