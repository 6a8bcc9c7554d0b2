/** What a visitor sees first: what this is, clothes, and the ways in. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getHealthLive } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { DEMO_SHOPPER, useSignIn } from '@/features/accounts/signing';
import { useTexts } from '@/lib/texts';
import { LinkButton } from '@/ui/LinkButton';
import { TextLink } from '@/ui/TextLink';
import { type } from '@/ui/tokens';
import { FanOfCards } from './FanOfCards';

type SignIn = ReturnType<typeof useSignIn>;

export function WelcomePage() {
  const { welcome } = useTexts();
  const { data: shop, isPending } = useQuery({
    queryKey: ['live'],
    queryFn: ({ signal }) => getHealthLive({ signal }),
  });
  const signIn = useSignIn();
  return (
    <Box component="section" sx={PAGE}>
      <title>Modiste</title>
      <Box>
        <Typography variant="h1" sx={{ fontSize: type.hero, lineHeight: 0.98, mb: 2.5 }}>
          {welcome.title}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 3.5, fontSize: '1.125rem', maxWidth: '38ch' }}>
          {welcome.text}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1.25, maxWidth: 340 }}>
          {signIn.isError && <Alert severity="error">{messageOf(signIn.error)}</Alert>}
          <WaysIn isKnown={!isPending} isDemo={shop?.demo === true} signIn={signIn} />
        </Box>
        <Box sx={{ display: 'flex', gap: 3, mt: 2 }}>
          {shop?.demo && (
            <TextLink to="/sign-in" sx={LINK}>
              {welcome.signIn}
            </TextLink>
          )}
          <TextLink to="/search" sx={LINK}>
            {welcome.browse}
          </TextLink>
        </Box>
      </Box>
      <FanOfCards />
    </Box>
  );
}

/** Always two buttons, so that nothing moves when the shop has said whether it is a demo. */
function WaysIn({ isKnown, isDemo, signIn }: { isKnown: boolean; isDemo: boolean; signIn: SignIn }) {
  const { welcome } = useTexts();
  return (
    <Box sx={{ display: 'grid', gap: 1.25, visibility: isKnown ? 'visible' : 'hidden' }}>
      {isDemo && (
        <Button variant="contained" loading={signIn.isPending} onClick={() => signIn.mutate(DEMO_SHOPPER)}>
          {welcome.tryDemo}
        </Button>
      )}
      <LinkButton to="/sign-up" variant={isDemo ? 'outlined' : 'contained'}>
        {welcome.signUp}
      </LinkButton>
      {!isDemo && (
        <LinkButton to="/sign-in" variant="outlined">
          {welcome.signIn}
        </LinkButton>
      )}
    </Box>
  );
}

const PAGE = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
  alignItems: 'center',
  gap: { xs: 4, md: 8 },
  flex: 1,
  pt: { xs: 2, md: 0 },
} as const;

const LINK = { display: 'inline-flex', alignItems: 'center', minHeight: 48 } as const;
