/** What a boutique is to shoppers: its logo, its words, and how it delivers. */
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { messageOf } from '@/api/problem';
import { AboutForm } from '@/features/boutiques/AboutForm';
import { DeliveryForm } from '@/features/boutiques/DeliveryForm';
import { LogoForm } from '@/features/boutiques/LogoForm';
import { WayList } from '@/features/boutiques/WayList';
import { useAgreeing } from '@/features/boutiques/mine';
import { usePeopleTexts } from '@/lib/texts/people';
import { useSellerTexts } from '@/lib/texts/seller';
import { Part } from '@/ui/Part';
import { TextLink } from '@/ui/TextLink';
import { Mine } from './Mine';

export default function ProfilePage() {
  const { profile } = useSellerTexts();
  const texts = usePeopleTexts();
  return (
    <Mine title={profile}>
      {(boutique) => (
        <>
          {!boutique.terms_hold && <TermsDue />}
          <Part title={texts.logo} text={texts.logoText}>
            <LogoForm boutique={boutique} />
          </Part>
          <Part title={texts.about}>
            <AboutForm key={boutique.id} boutique={boutique} />
          </Part>
          <Part title={texts.delivery} text={texts.deliveryText}>
            <DeliveryForm key={boutique.id} boutique={boutique} />
          </Part>
          <Part title={texts.methods} text={texts.methodsText}>
            <WayList currency={boutique.currency} />
          </Part>
        </>
      )}
    </Mine>
  );
}

function TermsDue() {
  const texts = usePeopleTexts();
  const agreeing = useAgreeing();
  return (
    <Part
      title={texts.termsDue}
      text={
        <>
          {texts.termsDueText} <TextLink to="/boutique/terms">{texts.readTerms}</TextLink>
        </>
      }
    >
      {agreeing.error && (
        <Typography role="alert" color="error" sx={{ mb: 2, fontWeight: 500 }}>
          {messageOf(agreeing.error)}
        </Typography>
      )}
      <Button variant="contained" loading={agreeing.isPending} onClick={() => agreeing.mutate(undefined)}>
        {texts.agreeAction}
      </Button>
    </Part>
  );
}
