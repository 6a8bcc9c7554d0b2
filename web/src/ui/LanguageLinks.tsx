/** The languages of the app, one beside the other; the one that is spoken bears a stitch. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { LANGUAGES, speak, useTexts } from '@/lib/texts';

export function LanguageLinks() {
  const { code: spoken, signing } = useTexts();
  return (
    <Box role="group" aria-label={signing.language} sx={{ display: 'flex', flexWrap: 'wrap', ml: -1.25 }}>
      {LANGUAGES.map(({ code, name }) => (
        <ButtonBase
          key={code}
          lang={code}
          aria-pressed={code === spoken}
          onClick={() => speak(code).catch(() => undefined)}
          sx={LINK}
        >
          {name}
        </ButtonBase>
      ))}
    </Box>
  );
}

const LINK = {
  minHeight: 48,
  px: 1.25,
  borderRadius: 1,
  typography: 'body2',
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
  '&[aria-pressed=true]': {
    color: 'text.primary',
    textDecoration: 'underline',
    textDecorationColor: 'var(--mui-palette-secondary-main)',
    textDecorationThickness: 3,
    textUnderlineOffset: '0.45em',
  },
} as const;
