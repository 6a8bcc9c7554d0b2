/** One photo among several: the picture, what is said of it, and the buttons below. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { NO_PHOTO, PHOTO, PHOTO_NOTE } from '@/ui/photoFrame';
import { STUDIO } from './studio';

interface Props {
  label: string;
  picture: ReactNode;
  note?: ReactNode;
  isFaint?: boolean;
  isWrong?: boolean;
  children?: ReactNode;
}

export function PhotoFrame({ label, picture, note, isFaint = false, isWrong = false, children }: Props) {
  return (
    <Box component="li" aria-label={label} data-wrong={isWrong || undefined} sx={{ minWidth: 0 }}>
      <Box sx={{ ...PHOTO, ...STUDIO, ...(isFaint && { '& img': { ...PHOTO['& img'], opacity: 0.55 } }) }}>
        {picture}
      </Box>
      {note && (
        <Box role={isWrong ? 'alert' : undefined} sx={PHOTO_NOTE}>
          {note}
        </Box>
      )}
      <Box sx={{ display: 'flex', justifyContent: 'center', flexWrap: 'wrap' }}>{children}</Box>
    </Box>
  );
}

/** A picture that this device can draw, or the name of the file where it cannot. */
export function FilePicture({ preview, name }: { preview: string | null; name: string }) {
  if (preview) return <img src={preview} alt="" />;
  return (
    <Box aria-hidden sx={NO_PHOTO}>
      {name}
    </Box>
  );
}

export const PHOTO_GRID = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(44%, 150px), 1fr))',
  gap: 2,
  m: 0,
  p: 0,
  listStyle: 'none',
} as const;
