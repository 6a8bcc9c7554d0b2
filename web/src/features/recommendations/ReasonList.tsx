/** Why an item was shown: the reasons that the model gave, with the share that each carried. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Reason } from '@/api/types';
import { formatShare } from '@/lib/locale';
import { useTexts } from '@/lib/texts';
import { sentenceOf } from './reasons';

export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const { deck } = useTexts();
  if (!reasons.length) return null;
  return (
    <Box component="section" aria-labelledby="why-this" sx={{ mb: 3 }}>
      <Typography id="why-this" variant="h3" component="h3" gutterBottom>
        {deck.why}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {reasons.map((reason) => (
          <Box component="li" key={`${reason.kind} ${reason.value ?? reason.text}`}>
            <Typography variant="body2">{sentenceOf(reason)}</Typography>
            {reasons.length > 1 && <Share share={reason.share} />}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Share({ share }: { share: number }) {
  const { deck } = useTexts();
  return (
    <Box
      role="img"
      aria-label={deck.share(formatShare(share))}
      sx={{ mt: 0.5, height: 3, borderRadius: 2, bgcolor: 'divider', overflow: 'hidden' }}
    >
      <Box style={{ width: `${Math.round(share * 100)}%` }} sx={{ height: 1, bgcolor: 'secondary.main' }} />
    </Box>
  );
}
