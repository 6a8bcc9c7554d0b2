/** Opening an account, which signs in at once. */
import Box from '@mui/material/Box';
import { useSearch } from '@tanstack/react-router';
import { SignUpForm } from '@/features/accounts/SignUpForm';
import { useTexts } from '@/lib/texts';
import { useSellingTexts } from '@/lib/texts/selling';
import { TextLink } from '@/ui/TextLink';
import { SigningFrame } from './SigningFrame';

const OPENING = '/boutique/open';

export default function SignUpPage() {
  const { signing } = useTexts();
  const selling = useSellingTexts();
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
          {next.next !== OPENING && (
            <Box sx={{ mt: 1 }}>
              {selling.ask}{' '}
              <TextLink to="/sign-up" search={{ next: OPENING }}>
                {selling.link}
              </TextLink>
            </Box>
          )}
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
