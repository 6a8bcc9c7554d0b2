/** The shopper's own page: the way to the parts of her account, who she is, and how the app shall be. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { messageOf } from '@/api/problem';
import { ProfileForm } from '@/features/accounts/ProfileForm';
import { useSignOut } from '@/features/accounts/signing';
import { useUser } from '@/features/accounts/useUser';
import { useTexts } from '@/lib/texts';
import { useSellingTexts } from '@/lib/texts/selling';
import { LinkButton } from '@/ui/LinkButton';
import { Part } from '@/ui/Part';
import { AccountFrame, AccountParts } from './AccountFrame';
import { AppSettings } from './AppSettings';

export default function MePage() {
  const { account } = useTexts();
  const selling = useSellingTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const user = useUser();
  const signOut = useSignOut();
  if (!user) return null;
  return (
    <AccountFrame user={user} isFirst>
      <title>{`${account.title} · Modiste`}</title>
      <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
        {user.name}
      </Typography>
      <Typography color="textSecondary" sx={{ mt: 0.75, mb: { xs: 3, md: 0 }, overflowWrap: 'anywhere' }}>
        {user.email}
      </Typography>
      {!isWide && <AccountParts user={user} />}
      <Part title={account.profile}>
        <ProfileForm key={user.id} user={user} />
      </Part>
      <Part title={account.app}>
        <AppSettings user={user} />
      </Part>
      {user.role === 'user' && (
        <Part title={selling.ask}>
          <LinkButton to="/boutique/open" variant="outlined">
            {selling.link}
          </LinkButton>
        </Part>
      )}
      <Box sx={{ mt: 5 }}>
        {signOut.isError && (
          <Typography role="alert" color="error" sx={{ mb: 2, fontWeight: 500 }}>
            {messageOf(signOut.error)}
          </Typography>
        )}
        <Button variant="outlined" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {account.signOut}
        </Button>
      </Box>
    </AccountFrame>
  );
}
