/** Opening a boutique, for every account that has none yet. */
import Box from '@mui/material/Box';
import { useNavigate } from '@tanstack/react-router';
import { useUser } from '@/features/accounts/useUser';
import { OpenForm } from '@/features/boutiques/OpenForm';
import { myBoutiqueQuery } from '@/features/boutiques/mine';
import { useQuery } from '@tanstack/react-query';
import { usePeopleTexts } from '@/lib/texts/people';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';

export default function OpenPage() {
  const texts = usePeopleTexts();
  const navigate = useNavigate();
  const role = useUser()?.role;
  const { data: mine } = useQuery({ ...myBoutiqueQuery, enabled: role === 'boutique' });
  if (role === 'admin') return <Notice title={texts.notForAdmins} text={texts.notForAdminsText} />;
  if (mine)
    return (
      <Notice title={texts.isOpen} text={texts.isOpenText}>
        <LinkButton to="/boutique" variant="contained">
          {texts.toBoutique}
        </LinkButton>
      </Notice>
    );
  return (
    <Box sx={{ width: 1, maxWidth: 520, mx: 'auto' }}>
      <PageTitle title={texts.open}>{texts.openLead}</PageTitle>
      <OpenForm onOpen={() => void navigate({ to: '/boutique/profile' })} />
    </Box>
  );
}
