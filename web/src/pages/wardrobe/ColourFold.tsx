/** The colours of a garment, tapped as they look, the main one first. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { SwatchGrid } from '@/features/catalogue/SwatchGrid';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { titleOf, wordsOf } from '@/lib/texts/words';
import { Fold } from '@/ui/Fold';

const COLOURS =
  'black,charcoal,grey,white,ecru,beige,sand,camel,brown,navy,blue,sky,teal,green,olive,sage,yellow,mustard,orange,terracotta,red,burgundy,pink,rose,lilac,purple'.split(
    ',',
  );

interface Props {
  chosen: readonly string[];
  error: string | null;
  onChange: (colours: readonly string[]) => void;
}

export function ColourFold({ chosen, error, onChange }: Props) {
  const texts = useWardrobeTexts();
  const offered = [...chosen.filter((one) => !COLOURS.includes(one)), ...COLOURS];
  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider' }}>
      <Fold title={texts.colours} chosen={chosen.length ? wordsOf(chosen) : texts.noColours}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {texts.coloursHint}
        </Typography>
        <SwatchGrid
          ticks={offered.map((value) => ({ value, label: titleOf(value), isOn: chosen.includes(value) }))}
          onToggle={(colour) =>
            onChange(chosen.includes(colour) ? chosen.filter((one) => one !== colour) : [...chosen, colour])
          }
        />
      </Fold>
      {error && (
        <Typography role="alert" variant="body2" color="error" sx={{ pb: 1, fontWeight: 500 }}>
          {error}
        </Typography>
      )}
    </Box>
  );
}
