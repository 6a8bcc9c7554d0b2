/** What a visitor sees first: what this is, and the ways in. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { getHealthLive } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { LinkButton } from '@/ui/LinkButton';
import { DEMO_SHOPPER, useSignIn } from './signing';

export function Welcome() {
  const { data: shop } = useQuery({ queryKey: ['live'], queryFn: ({ signal }) => getHealthLive({ signal }) });
  const signIn = useSignIn();
  return (
    <Box component="section" sx={{ maxWidth: 560, m: 'auto', py: { xs: 4, md: 8 }, textAlign: 'center' }}>
      <title>Modiste</title>
      <Typography variant="h1" sx={{ fontSize: { xs: '2.2rem', md: '2.8rem' }, mb: 2 }}>
        A shop that learns your taste
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 4, fontSize: '1.1rem' }}>
        Swipe right on what you like, left on what you don’t. Every swipe changes what comes next.
      </Typography>
      <Stack sx={{ gap: 1.5, maxWidth: 320, mx: 'auto' }}>
        {signIn.isError && <Alert severity="error">{messageOf(signIn.error)}</Alert>}
        {shop?.demo && (
          <Button variant="contained" loading={signIn.isPending} onClick={() => signIn.mutate(DEMO_SHOPPER)}>
            Try the demo shopper
          </Button>
        )}
        <LinkButton to="/sign-up" variant={shop?.demo ? 'outlined' : 'contained'}>
          Create an account
        </LinkButton>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </Stack>
    </Box>
  );
}
