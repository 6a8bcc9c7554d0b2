/** Signing in; afterwards the page that asked for it. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CredentialsForm, type Field } from '@/features/accounts/CredentialsForm';
import { useSignIn } from '@/features/accounts/signing';
import { PageTitle } from '@/ui/PageTitle';
import { TextLink } from '@/ui/TextLink';

const FIELDS: Field[] = [
  { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
  { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
];

export default function SignInPage() {
  const signIn = useSignIn();
  return (
    <Box sx={{ maxWidth: 400, mx: 'auto', width: 1, py: { xs: 2, md: 6 } }}>
      <PageTitle title="Sign in" />
      <CredentialsForm
        fields={FIELDS}
        action="Sign in"
        isBusy={signIn.isPending}
        error={signIn.error}
        onSend={({ email = '', password = '' }) => signIn.mutate({ email: email.trim(), password })}
      />
      <Typography color="textSecondary" sx={{ mt: 3 }}>
        New here? <TextLink to="/sign-up">Create an account</TextLink>
      </Typography>
    </Box>
  );
}
