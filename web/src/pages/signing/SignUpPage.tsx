/** Opening an account, which signs in at once. */
import { useSearch } from '@tanstack/react-router';
import { SignUpForm } from '@/features/accounts/SignUpForm';
import { useTexts } from '@/lib/texts';
import { TextLink } from '@/ui/TextLink';
import { SigningFrame } from './SigningFrame';

export default function SignUpPage() {
  const { signing } = useTexts();
  const next = useSearch({ from: '/sign-up' });
  return (
    <SigningFrame
      title={signing.upTitle}
      lead={signing.upLead}
      otherwise={
        <>
          {signing.isMember}{' '}
          <TextLink to="/sign-in" search={next}>
            {signing.toSignIn}
          </TextLink>
        </>
      }
    >
      <SignUpForm
        signInLink={
          <TextLink to="/sign-in" search={next}>
            {signing.signInInstead}
          </TextLink>
        }
      />
    </SigningFrame>
  );
}
