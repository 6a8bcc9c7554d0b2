/** E-mail address and password. */
import { useTexts } from '@/lib/texts';
import { Field } from '@/ui/Field';
import { PasswordField } from '@/ui/PasswordField';
import { CredentialsForm } from './CredentialsForm';
import { checkEmail } from './credentials';
import { useSignIn } from './signing';
import { useCredentials } from './useCredentials';

export function SignInForm() {
  const { signing } = useTexts();
  const signIn = useSignIn();
  const checkPassword = (password: string) => (password ? undefined : signing.passwordMissing);
  const credentials = useCredentials({ email: checkEmail, password: checkPassword }, signIn);
  return (
    <CredentialsForm credentials={credentials} action={signing.action} isBusy={signIn.isPending}>
      <Field
        {...credentials.bind('email')}
        label={signing.email}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        {...credentials.bind('password')}
        label={signing.password}
        autoComplete="current-password"
      />
    </CredentialsForm>
  );
}
