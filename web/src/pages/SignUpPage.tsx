/** Opening an account, which signs in at once. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CredentialsForm, type Field } from '@/features/accounts/CredentialsForm';
import { useSignUp } from '@/features/accounts/signing';
import { PageTitle } from '@/ui/PageTitle';
import { TextLink } from '@/ui/TextLink';

const FIELDS: Field[] = [
  { name: 'name', label: 'Name', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autoComplete: 'new-password',
    hint: 'At least 8 characters.',
    minLength: 8,
  },
];

export default function SignUpPage() {
  const signUp = useSignUp();
  return (
    <Box sx={{ maxWidth: 400, mx: 'auto', width: 1, py: { xs: 2, md: 6 } }}>
      <PageTitle title="Create an account" />
      <CredentialsForm
        fields={FIELDS}
        action="Create account"
        isBusy={signUp.isPending}
        error={signUp.error}
        onSend={({ name = '', email = '', password = '' }) =>
          signUp.mutate({ name: name.trim(), email: email.trim(), password })
        }
      />
      <Typography color="textSecondary" sx={{ mt: 3 }}>
        Already a member? <TextLink to="/sign-in">Sign in</TextLink>
      </Typography>
    </Box>
  );
}
