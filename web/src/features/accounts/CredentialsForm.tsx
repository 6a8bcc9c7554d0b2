/** The form of signing in and up: keeps what was typed, and shows each complaint at its field. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { Problem, messageOf } from '@/api/problem';

export interface Field {
  name: string;
  label: string;
  type: 'text' | 'email' | 'password';
  autoComplete: string;
  hint?: string;
  minLength?: number;
}

interface Props {
  fields: readonly Field[];
  action: string;
  isBusy: boolean;
  error: unknown;
  onSend: (values: Record<string, string>) => void;
}

export function CredentialsForm({ fields, action, isBusy, error, onSend }: Props) {
  const [values, setValues] = useState<Record<string, string>>({});
  const wrong = error instanceof Problem ? error.fields : {};
  const isAboutFields = fields.some(({ name }) => wrong[name] !== undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onSend(Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? ''])));
  };
  return (
    <Box component="form" onSubmit={send} sx={{ display: 'grid', gap: 2.5 }}>
      {error !== null && !isAboutFields && <Alert severity="error">{messageOf(error)}</Alert>}
      {fields.map(({ name, label, type, autoComplete, hint, minLength }) => (
        <TextField
          key={name}
          id={name}
          name={name}
          label={label}
          type={type}
          required
          autoComplete={autoComplete}
          value={values[name] ?? ''}
          error={wrong[name] !== undefined}
          helperText={wrong[name] ?? hint}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          slotProps={{ htmlInput: { minLength, maxLength: 254 } }}
        />
      ))}
      <Button type="submit" variant="contained" aria-disabled={isBusy} loading={isBusy}>
        {action}
      </Button>
    </Box>
  );
}
