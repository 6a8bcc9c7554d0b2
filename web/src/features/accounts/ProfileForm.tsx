/** The shopper's own name, to read and to change. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { patchMe } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { updateUser } from '@/api/session';
import type { User } from '@/api/types';

export function ProfileForm({ user }: { user: User }) {
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => patchMe({ body: { name: name.trim() } }),
    onSuccess: updateUser,
  });
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
      sx={{ display: 'grid', gap: 2, maxWidth: 420 }}
    >
      <TextField
        id="profile-name"
        label="Name"
        required
        value={name}
        autoComplete="name"
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <TextField
        id="profile-email"
        label="E-mail address"
        value={user.email}
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      {save.isError && <Alert severity="error">{messageOf(save.error)}</Alert>}
      {save.isSuccess && <Alert severity="success">Saved.</Alert>}
      <Button type="submit" variant="outlined" loading={save.isPending} sx={{ justifySelf: 'start' }}>
        Save changes
      </Button>
    </Box>
  );
}
