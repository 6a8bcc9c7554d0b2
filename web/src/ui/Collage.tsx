/** Up to four pictures as one square; where there is none, a seam shows that something may go in. */
import Box from '@mui/material/Box';
import { Picture, type PictureSource } from './Picture';

const MOST = 4;

export function Collage({ pictures, sizes }: { pictures: readonly PictureSource[]; sizes: string }) {
  const shown = pictures.slice(0, MOST);
  if (!shown.length) return <Box aria-hidden sx={SEAM} />;
  return (
    <Box aria-hidden data-count={shown.length} sx={COLLAGE}>
      {shown.map((picture, index) => (
        <Box key={index} sx={{ position: 'relative', overflow: 'hidden' }}>
          <Picture picture={picture} alt="" sizes={sizes} />
        </Box>
      ))}
    </Box>
  );
}

const COLLAGE = {
  display: 'grid',
  gap: '2px',
  aspectRatio: '1',
  borderRadius: 1,
  overflow: 'hidden',
  gridTemplateColumns: '1fr 1fr',
  gridTemplateRows: '1fr 1fr',
  '&[data-count="1"]': { gridTemplateColumns: '1fr', gridTemplateRows: '1fr' },
  '&[data-count="2"]': { gridTemplateRows: '1fr' },
  '&[data-count="3"] > :first-of-type': { gridRow: '1 / 3' },
} as const;

/** A running stitch around nothing yet. */
export const SEAM = {
  aspectRatio: '1',
  borderRadius: 1,
  border: '2px dashed',
  borderColor: 'divider',
} as const;
