/** The people of a boutique, for its owner; for staff, the way out. */
import Typography from '@mui/material/Typography';
import { useNavigate } from '@tanstack/react-router';
import { InvitationList } from '@/features/boutiques/InvitationList';
import { InviteForm } from '@/features/boutiques/InviteForm';
import { LeaveForm } from '@/features/boutiques/LeaveForm';
import { StaffList } from '@/features/boutiques/StaffList';
import { usePeopleTexts } from '@/lib/texts/people';
import { Part } from '@/ui/Part';
import { Mine } from './Mine';

export default function StaffPage() {
  const texts = usePeopleTexts();
  const navigate = useNavigate();
  return (
    <Mine
      title={texts.staff}
      forStaff={({ name }) => (
        <>
          <Typography sx={{ mb: 3 }}>{texts.leaveText(name)}</Typography>
          <LeaveForm name={name} onLeft={() => void navigate({ to: '/me' })} />
        </>
      )}
    >
      {() => (
        <>
          <Part title={texts.staffLead} text={texts.staffMay}>
            <StaffList />
          </Part>
          <InvitationList />
          <Part title={texts.invite} text={texts.inviteText}>
            <InviteForm />
          </Part>
        </>
      )}
    </Mine>
  );
}
