/** Where a mail's last link leads: one press, and no more mails come; nobody needs to sign in for that. */
import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { postNotificationsUnsubscribe } from '@/api/generated';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { useInboxTexts } from '@/lib/texts/inbox';
import { NotFound } from '@/pages/NotFound';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export default function UnsubscribePage() {
  const inbox = useInboxTexts();
  const { common } = useTexts();
  const { token } = useSearch({ from: '/unsubscribe' });
  const leave = useMutation({
    mutationFn: (given: string) => postNotificationsUnsubscribe({ query: { token: given } }),
  });
  if (!token) return <NotFound />;
  if (leave.isSuccess)
    return (
      <Notice title={inbox.unsubscribed} text={inbox.unsubscribedText}>
        <LinkButton to="/" variant="contained">
          {common.toDeck}
        </LinkButton>
      </Notice>
    );
  return (
    <Notice
      isError={leave.isError}
      title={inbox.unsubscribe}
      text={leave.error ? messageOf(leave.error) : inbox.unsubscribeText}
    >
      <title>{`${inbox.unsubscribe} · Modiste`}</title>
      <Button variant="contained" loading={leave.isPending} onClick={() => leave.mutate(token)}>
        {inbox.noMails}
      </Button>
    </Notice>
  );
}
