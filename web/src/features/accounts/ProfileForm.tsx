/** The shopper's own name and username; what was typed and not saved is still there when she comes back. */
import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { patchMe } from '@/api/generated';
import { Problem, messageOf } from '@/api/problem';
import { updateUser } from '@/api/session';
import type { User } from '@/api/types';
import { useDraft } from '@/lib/drafts';
import { type Texts, useTexts } from '@/lib/texts';
import { Field } from '@/ui/Field';
import { SaveRow } from '@/ui/SaveRow';
import { checkName } from './credentials';

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$/i;

type Wrong = Partial<Record<'name' | 'username', string>>;

export function ProfileForm({ user }: { user: User }) {
  const { account } = useTexts();
  const name = useDraft(`${user.id}.name`, user.name);
  const username = useDraft(`${user.id}.username`, user.username);
  const [own, setOwn] = useState<Wrong>({});
  const save = useMutation({
    mutationFn: () => patchMe({ body: { name: name.value.trim(), username: username.value.trim() } }),
    onSuccess: (saved) => {
      updateUser(saved);
      name.settle();
      username.settle();
    },
  });
  const told = complaintsAbout(save.error, account);
  const write = (draft: typeof name) => (value: string) => {
    setOwn({});
    if (!save.isIdle) save.reset();
    draft.write(value);
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found: Wrong = {
          ...(checkName(name.value) && { name: checkName(name.value) }),
          ...(!USERNAME.test(username.value.trim()) && { username: account.usernameBad }),
        };
        setOwn(found);
        if (!Object.keys(found).length && !save.isPending) save.mutate();
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 460 }}
    >
      <Field
        label={account.name}
        name="name"
        value={name.value}
        onChange={write(name)}
        autoComplete="name"
        error={own.name ?? told.name}
      />
      <Field
        label={account.username}
        name="username"
        value={username.value}
        onChange={write(username)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={account.usernameHint}
        error={own.username ?? told.username}
      />
      <Field
        label={account.email}
        value={user.email}
        onChange={() => undefined}
        readOnly
        hint={account.emailHint}
      />
      <SaveRow
        isChanged={name.isChanged || username.isChanged}
        isBusy={save.isPending}
        isSaved={save.isSuccess}
        error={save.error && !told.name && !told.username ? messageOf(save.error) : null}
      />
    </Box>
  );
}

function complaintsAbout(error: unknown, account: Texts['account']): Wrong {
  if (!(error instanceof Problem)) return {};
  if (error.status === 409) return { username: account.usernameTaken };
  return {
    ...(error.fields.username !== undefined && { username: account.usernameBad }),
    ...(error.fields.name !== undefined && { name: error.fields.name }),
  };
}
