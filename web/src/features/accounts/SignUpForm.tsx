/** Name, e-mail address and a new password. */
import type { ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { Field } from '@/ui/Field';
import { CredentialsForm } from './CredentialsForm';
import { NewPasswordField } from './NewPasswordField';
import { checkEmail, checkName, checkNewPassword } from './credentials';
import { useSignUp } from './signing';
import { useCredentials } from './useCredentials';

/** `signInLink` is offered to those who have an account already. */
export function SignUpForm({ signInLink }: { signInLink: ReactNode }) {
  const { signing } = useTexts();
  const signUp = useSignUp();
  const checks = { name: checkName, email: checkEmail, password: checkNewPassword };
  const credentials = useCredentials(checks, signUp);
  const email = credentials.bind('email');
  return (
    <CredentialsForm credentials={credentials} action={signing.upAction} isBusy={signUp.isPending}>
      <Field {...credentials.bind('name')} label={signing.name} autoComplete="name" />
      <Field
        {...email}
        label={signing.email}
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={
          email.error && credentials.told.isTaken ? (
            <>
              {email.error} {signInLink}
            </>
          ) : (
            email.error
          )
        }
      />
      <NewPasswordField {...credentials.bind('password')} label={signing.password} />
    </CredentialsForm>
  );
}
