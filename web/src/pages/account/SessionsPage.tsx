/** Devices and password: who can get at this account. */
import { DeviceList } from '@/features/accounts/DeviceList';
import { PasswordForm } from '@/features/accounts/PasswordForm';
import { useUser } from '@/features/accounts/useUser';
import { useTexts } from '@/lib/texts';
import { PageTitle } from '@/ui/PageTitle';
import { Part } from '@/ui/Part';
import { AccountFrame } from './AccountFrame';

export default function SessionsPage() {
  const { account } = useTexts();
  const user = useUser();
  if (!user) return null;
  return (
    <AccountFrame user={user}>
      <PageTitle title={account.security} />
      <Part title={account.devices}>
        <DeviceList userId={user.id} />
      </Part>
      <Part title={account.password}>
        <PasswordForm key={user.id} email={user.email} />
      </Part>
    </AccountFrame>
  );
}
