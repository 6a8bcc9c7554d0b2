/** What opening a boutique asks for, the seller's terms among it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Problem, messageOf } from '@/api/problem';
import { likelyCountry } from '@/lib/countries';
import { type PeopleTexts, usePeopleTexts } from '@/lib/texts/people';
import { SelectField } from '@/ui/SelectField';
import { TextLink } from '@/ui/TextLink';
import { Tick } from '@/ui/Tick';
import { AboutFields, missingIn } from './AboutFields';
import { CURRENCIES, currencyOf, currencyName } from './currencies';
import { useOpening } from './mine';

export function OpenForm({ onOpen }: { onOpen: () => void }) {
  const texts = usePeopleTexts();
  const [about, setAbout] = useState({ name: '', city: '', country: likelyCountry(), story: '' });
  const [currency, setCurrency] = useState(() => currencyOf(likelyCountry()));
  const [isAgreed, setAgreed] = useState(false);
  const [isTried, setTried] = useState(false);
  const opening = useOpening(onOpen);
  const missing = isTried ? missingIn(about) : [];
  const open = () => {
    setTried(true);
    if (missingIn(about).length > 0 || !isAgreed || opening.isPending) return;
    const said = { ...about, name: about.name.trim(), city: about.city.trim(), story: about.story.trim() };
    opening.mutate({ ...said, currency });
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
      sx={{ display: 'grid', gap: 3 }}
    >
      <AboutFields about={about} missing={missing} onChange={setAbout} />
      <SelectField
        label={texts.currency}
        name="currency"
        hint={texts.currencyHint}
        value={currency}
        choices={CURRENCIES.map((value) => ({ value, label: currencyName(value) }))}
        onChange={setCurrency}
      />
      <Box>
        <Box component="label" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 48 }}>
          <Tick isOn={isAgreed} onChange={setAgreed} />
          <span>{texts.agree}</span>
        </Box>
        <TextLink to="/boutique/terms" target="_blank" sx={LINK}>
          {texts.readTerms}
        </TextLink>
        {isTried && !isAgreed && (
          <Typography role="alert" variant="body2" color="error" sx={{ fontWeight: 500 }}>
            {texts.agreeMissing}
          </Typography>
        )}
      </Box>
      {opening.error && (
        <Typography role="alert" color="error" sx={{ fontWeight: 500 }}>
          {complaintOf(opening.error, texts)}
        </Typography>
      )}
      <Box>
        <Button type="submit" variant="contained" loading={opening.isPending}>
          {texts.openAction}
        </Button>
      </Box>
    </Box>
  );
}

function complaintOf(error: Error, texts: PeopleTexts): string {
  if (!(error instanceof Problem)) return messageOf(error);
  if (error.status === 409) return texts.nameTaken;
  if (error.status === 422 && 'terms_version' in error.fields) return texts.termsChanged;
  return messageOf(error);
}

const LINK = { display: 'inline-flex', alignItems: 'center', minHeight: 48, ml: '44px' } as const;
