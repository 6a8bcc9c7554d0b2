/** Why an item was shown: the reasons that the model gave, the weightiest first. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Reason } from '@/api/types';

export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  if (!reasons.length) return null;
  return (
    <Box component="section" aria-labelledby="why-this" sx={{ mb: 3 }}>
      <Typography id="why-this" variant="h3" component="h3" gutterBottom>
        Why this
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, '& li': { mb: 0.5 } }}>
        {reasons.map((reason) => (
          <li key={`${reason.kind} ${reason.text}`}>
            <Typography variant="body2">{reason.text}</Typography>
          </li>
        ))}
      </Box>
    </Box>
  );
}
