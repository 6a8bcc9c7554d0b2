/** The shopper's own page: name, devices, and the way out. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { messageOf } from '@/api/problem';
import { DeviceList } from '@/features/accounts/DeviceList';
import { ProfileForm } from '@/features/accounts/ProfileForm';
import { useSignOut } from '@/features/accounts/signing';
import { useUser } from '@/features/accounts/useUser';
import { PageTitle } from '@/ui/PageTitle';

export default function MePage() {
  const user = useUser();
  const signOut = useSignOut();
  if (!user) return null;
  return (
    <Box sx={{ maxWidth: 640 }}>
      <PageTitle title="Me">{user.email}</PageTitle>
      <ProfileForm key={user.id} user={user} />
      <Typography variant="h2" sx={{ mt: 5, mb: 1 }}>
        Where you are signed in
      </Typography>
      <DeviceList />
      {signOut.isError && (
        <Alert severity="error" sx={{ mt: 3 }}>
          {messageOf(signOut.error)}
        </Alert>
      )}
      <Button variant="outlined" loading={signOut.isPending} onClick={() => signOut.mutate()} sx={{ mt: 4 }}>
        Sign out
      </Button>
    </Box>
  );
}
