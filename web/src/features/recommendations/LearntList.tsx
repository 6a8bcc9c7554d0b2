/** What was learnt, as rows of a sample card: the word, what it rests on, and the button that takes it out. */
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import type { Learnt, Removal } from '@/api/types';
import { useTasteTexts } from '@/lib/texts/taste';
import { titleOf } from '@/lib/texts/words';
import { CrossIcon } from '@/ui/icons';
import { fonts } from '@/ui/tokens';

interface Props {
  title: string;
  facts: readonly Learnt[];
  onRemove: (removal: Removal) => void;
}

export function LearntList({ title, facts, onRemove }: Props) {
  const taste = useTasteTexts();
  if (!facts.length) return null;
  const strongest = Math.max(...facts.map(({ strength }) => strength));
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {facts.map((fact) => (
          <Box component="li" key={`${fact.kind} ${fact.value}`} sx={ROW}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.25, flexWrap: 'wrap' }}>
                <Box
                  component="span"
                  sx={{ fontFamily: fonts.display, fontSize: '1.375rem', lineHeight: 1.2 }}
                >
                  {titleOf(fact.label)}
                </Box>
                <Typography component="span" variant="caption" color="textSecondary">
                  {taste.kinds[fact.kind]} · {taste.evidence(fact.liked, fact.liked + fact.skipped)}
                </Typography>
              </Box>
              <Box aria-hidden sx={THREAD} style={{ width: `${(100 * fact.strength) / strongest}%` }} />
            </Box>
            <IconButton aria-label={taste.remove(titleOf(fact.label))} onClick={() => onRemove(fact)}>
              <CrossIcon fontSize="small" />
            </IconButton>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const ROW = {
  display: 'flex',
  alignItems: 'center',
  gap: 1,
  py: 0.75,
  borderBottom: 1,
  borderColor: 'divider',
} as const;

/** How strong it is, as a length of red running stitch. */
const THREAD = {
  mt: 0.75,
  height: 2,
  minWidth: 10,
  backgroundImage:
    'repeating-linear-gradient(90deg, var(--mui-palette-secondary-main) 0 9px, transparent 9px 14px)',
} as const;
