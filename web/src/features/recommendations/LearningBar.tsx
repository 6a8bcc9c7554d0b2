/** How far the shop has come in learning a newcomer's style; afterwards the way to what it learnt. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTexts } from '@/lib/texts';
import { Stitches } from '@/ui/Stitches';
import { TextLink } from '@/ui/TextLink';

const GOAL = 15; // swipes, as the service has it (TasteOut.goal)
const JUST_LEARNT = 5; // swipes during which it is news

/** `seenCount` is null as long as nobody knows it. */
export function LearningBar({ seenCount }: { seenCount: number | null }) {
  const { deck } = useTexts();
  if (seenCount === null) return <Box sx={{ flex: 1 }} />;
  if (seenCount >= GOAL) {
    return (
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {seenCount < GOAL + JUST_LEARNT && (
          <Typography variant="caption" component="p" color="textSecondary" sx={{ mb: -2 }}>
            {deck.learntNow}
          </Typography>
        )}
        <TextLink to="/taste" sx={LINK}>
          {deck.learnt}
        </TextLink>
      </Box>
    );
  }
  const label = deck.learning(seenCount, GOAL);
  return (
    <Box sx={{ flex: 1 }}>
      <Typography variant="caption" component="p" color="textSecondary" aria-hidden sx={{ mb: 0.5 }}>
        {label}
      </Typography>
      <Stitches done={seenCount} goal={GOAL} label={label} />
    </Box>
  );
}

const LINK = { display: 'inline-flex', alignItems: 'center', minHeight: 48, typography: 'body2' } as const;
