/** Invitations that nobody has taken yet. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import type { Invitation } from '@/api/types';
import { formatMoment } from '@/lib/locale';
import { usePeopleTexts } from '@/lib/texts/people';
import { Part } from '@/ui/Part';
import { Row } from '@/ui/Row';
import { invitationsQuery, useWithdrawing } from './people';

/** Nothing at all while there is none. */
export function InvitationList() {
  const texts = usePeopleTexts();
  const { data: invitations } = useQuery(invitationsQuery);
  if (!invitations?.length) return null;
  return (
    <Part title={texts.waiting}>
      <Box component="ul" aria-label={texts.waiting} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {invitations.map((one) => (
          <Waiting key={one.id} invitation={one} />
        ))}
      </Box>
    </Part>
  );
}

function Waiting({ invitation: { id, email, expires_at, sent_at } }: { invitation: Invitation }) {
  const texts = usePeopleTexts();
  const withdrawing = useWithdrawing();
  const facts = [texts.until(formatMoment(expires_at)), ...(sent_at ? [] : [texts.mailWaits])];
  return (
    <Row title={email} text={facts.join(' · ')} error={withdrawing.error && messageOf(withdrawing.error)}>
      <Button
        aria-label={texts.withdrawThe(email)}
        loading={withdrawing.isPending}
        onClick={() => withdrawing.mutate(id)}
      >
        {texts.withdraw}
      </Button>
    </Row>
  );
}
