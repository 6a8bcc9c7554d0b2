/** Signing in; afterwards the page that asked for it. */
import { useSearch } from '@tanstack/react-router';
import { SignInForm } from '@/features/accounts/SignInForm';
import { useTexts } from '@/lib/texts';
import { TextLink } from '@/ui/TextLink';
import { SigningFrame } from './SigningFrame';

export default function SignInPage() {
  const { signing } = useTexts();
  const next = useSearch({ from: '/sign-in' });
  return (
    <SigningFrame
      title={signing.title}
      lead={signing.lead}
      otherwise={
        <>
          {signing.isNew}{' '}
          <TextLink to="/sign-up" search={next}>
            {signing.toSignUp}
          </TextLink>
        </>
      }
    >
      <SignInForm />
    </SigningFrame>
  );
}
