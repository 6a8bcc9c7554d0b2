/** One photo among several: the picture, what is said of it, and the buttons below. */
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

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
      <Box sx={{ ...PICTURE, ...(isFaint && { '& img': { ...IMAGE, opacity: 0.55 } }) }}>{picture}</Box>
      {note && (
        <Box role={isWrong ? 'alert' : undefined} sx={NOTE}>
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
    <Box aria-hidden sx={TILE}>
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

const IMAGE = { width: 1, height: 1, objectFit: 'cover', display: 'block' } as const;

const PICTURE = {
  position: 'relative',
  aspectRatio: '3 / 4',
  borderRadius: 1,
  overflow: 'hidden',
  border: 1,
  borderColor: 'divider',
  '[data-wrong] > &': { borderColor: 'error.main' },
  '& img': IMAGE,
} as const;

const TILE = {
  display: 'grid',
  placeItems: 'center',
  height: 1,
  p: 1.5,
  bgcolor: 'sunken',
  color: 'text.secondary',
  typography: 'body2',
  textAlign: 'center',
  overflowWrap: 'anywhere',
  overflow: 'hidden',
} as const;

const NOTE = {
  typography: 'caption',
  textAlign: 'center',
  mt: 0.75,
  overflowWrap: 'anywhere',
  color: 'text.secondary',
  '[data-wrong] > &': { color: 'error.main', fontWeight: 500 },
} as const;
