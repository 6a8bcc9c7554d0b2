/** The alerts that a shopper has set. */
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import type { User } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { AlertList } from '@/features/prices/AlertList';
import { alertsQuery, useAlerts } from '@/features/prices/alerts';
import { useTexts } from '@/lib/texts';
import { useAlertTexts } from '@/lib/texts/alerts';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { PageTitle } from '@/ui/PageTitle';
import { Seams } from '@/ui/Seams';
import { AccountFrame } from './AccountFrame';

export default function AlertsPage() {
  const user = useUser();
  return user && <AlertsOf key={user.id} user={user} />;
}

function AlertsOf({ user }: { user: User }) {
  const texts = useAlertTexts();
  const { common } = useTexts();
  const { data: alerts, error, refetch } = useQuery(alertsQuery(user.id));
  const { remove } = useAlerts(user.id);
  return (
    <AccountFrame user={user}>
      <PageTitle title={texts.title}>{texts.text}</PageTitle>
      {!alerts && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!alerts && !error && <Skeleton variant="rounded" height={240} aria-label={common.loading} />}
      {alerts?.length === 0 && (
        <Seams title={texts.empty} text={texts.emptyText}>
          <LinkButton to="/" variant="contained">
            {common.toDeck}
          </LinkButton>
        </Seams>
      )}
      {alerts && alerts.length > 0 && (
        <AlertList
          alerts={alerts.filter(({ id }) => id !== remove.variables || remove.isError)}
          onRemove={({ id }) => remove.mutate(id)}
        />
      )}
    </AccountFrame>
  );
}
