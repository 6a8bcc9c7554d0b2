/** What is on its way into the wardrobe, all of it: one line while it goes well, and each photo that did not arrive. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useSignal } from '@/lib/signal';
import { useTexts } from '@/lib/texts';
import { useWardrobeTexts } from '@/lib/texts/wardrobe';
import { PHOTO_GRID } from './PhotoFrame';
import { UploadFrame } from './UploadFrame';
import { uploads, useUploads } from './sending';

export function UploadPanel() {
  const texts = useWardrobeTexts();
  const { common } = useTexts();
  const list = useUploads();
  const isStalled = useSignal(uploads.isStalled);
  const [isOpen, setOpen] = useState(false);
  if (list.length === 0) return null;
  const there = list.filter(({ state }) => state === 'done').length;
  const failed = list.filter(({ state }) => state === 'failed');
  const waiting = list.filter(({ state }) => state === 'waiting').length;
  const isUnderWay = there + failed.length < list.length;
  const shown = isOpen ? list : failed;
  return (
    <Box component="section" aria-label={texts.onTheWay} sx={PANEL}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
        <Box role="status" sx={{ flex: '1 1 9rem', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>{texts.progress(there, list.length)}</Typography>
          <Typography variant="body2" color="textSecondary">
            {isStalled ? texts.waitsForNetwork(waiting) : isUnderWay && texts.goOn}
          </Typography>
        </Box>
        {isStalled && (
          <Button variant="outlined" onClick={() => uploads.wake()}>
            {common.tryAgain}
          </Button>
        )}
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} sx={{ mr: -2 }}>
          {isOpen ? common.close : texts.photos}
        </Button>
      </Box>
      <LinearProgress
        aria-label={texts.onTheWay}
        variant="determinate"
        value={(100 * sum(list.map((one) => (one.state === 'done' ? 1 : one.progress * 0.9)))) / list.length}
        sx={{ height: 6, borderRadius: 3, mt: 1 }}
      />
      {shown.length > 0 && (
        <Box component="ul" sx={{ ...PHOTO_GRID, mt: 2 }}>
          {shown.map((one) => (
            <UploadFrame key={one.key} upload={one} />
          ))}
        </Box>
      )}
    </Box>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const PANEL = { p: 2, mb: 3, borderRadius: 1, bgcolor: 'sunken' } as const;
